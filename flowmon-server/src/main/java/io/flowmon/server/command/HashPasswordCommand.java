/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the hash of a password. The password is never an argument: those stand in lists of processes. */
@Command(
        name = "hash-password",
        description = "Asks for a password, or reads it from the standard input, and prints its hash.")
final class HashPasswordCommand implements Callable<Integer> {

    /** Bcrypt looks at no more; Spring Security refuses longer ones. */
    private static final int MOST_BYTES = 72;

    private static final int LEAST_CHARACTERS = 10;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String password = password();
        if (password.length() < LEAST_CHARACTERS || password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "A password has " + LEAST_CHARACTERS + " characters to " + MOST_BYTES + " bytes");
        }
        String hash = PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(password);
        spec.commandLine().getOut().println(hash);
        spec.commandLine().getOut().flush();
        return 0;
    }

    @SuppressWarnings("SystemConsoleNull") // on Java 17 it is null without a terminal
    private static String password() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Password: ");
            return typed == null ? "" : new String(typed);
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        return line == null ? "" : line;
    }
}
