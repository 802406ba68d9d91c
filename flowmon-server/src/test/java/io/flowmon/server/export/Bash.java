/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real bash with its history on, as a person has it who pastes a command. Where it, or a program that a test needs, is not
 * installed, tests say that they were skipped; with {@code FLOWMON_REQUIRE_SHELL} set, as in CI, they fail.
 */
final class Bash {

    private final Path folder;

    Bash(Path folder) {
        need("bash");
        this.folder = folder;
    }

    /** Goes on only where this program is installed. */
    static void need(String program) {
        boolean installed = isInstalled(program);
        String missing = "There is no " + program + " on the PATH";
        if (Boolean.parseBoolean(System.getenv("FLOWMON_REQUIRE_SHELL"))) {
            assertThat(installed).as(missing).isTrue();
        }
        assumeTrue(installed, missing);
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    /** What came of a command. */
    record Result(int status, String output, String errors) {}

    Result run(String command, Map<String, String> variables) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("script"), "set -o history -o histexpand\n" + command + "\n");
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder("bash", "--norc")
                .directory(folder.toFile())
                .redirectInput(script.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Result(
                process.exitValue(),
                Files.readString(output),
                new String(Files.readAllBytes(errors), StandardCharsets.UTF_8));
    }

    /** The arguments that a program would get. */
    List<String> arguments(String command) throws IOException, InterruptedException {
        Result result = run("curl() { printf '%s\\0' \"$@\"; }\n" + command, Map.of());
        assertThat(result.errors()).isEmpty();
        List<String> arguments = List.of(result.output().split("\0", -1));
        return arguments.subList(0, arguments.size() - 1);
    }
}
