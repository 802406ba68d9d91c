/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.command;

import io.flowmon.server.access.token.Tokens;
import io.flowmon.server.settings.AccessSettings.Role;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a token for a program, and what the configuration needs to know of it. */
@Command(name = "new-token", description = "Makes a bearer token for a program.")
final class NewTokenCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name of the program, as the audit log will show it.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
            names = "--role",
            defaultValue = "INTAKE",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Role role;

    @Override
    public void run() {
        String token = Tokens.create();
        spec.commandLine()
                .getOut()
                .printf(
                        "For the program, and shown this once:%n  Authorization: Bearer %s%n%n"
                                + "For the server's configuration:%n"
                                + "  flowmon.server.tokens.%s.sha256=%s%n  flowmon.server.tokens.%s.roles=%s%n",
                        token, name, Tokens.hash(token), name, role.name().toLowerCase(Locale.ROOT));
        spec.commandLine().getOut().flush();
    }
}
