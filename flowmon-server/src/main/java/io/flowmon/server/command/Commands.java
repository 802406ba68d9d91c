/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code bin/flowmon-server}; without one the server starts. */
@Command(
        name = "flowmon-server",
        description = "Without a command the server starts; its arguments are settings, such as --server.port=8400.",
        subcommands = {
            BackupCommand.class,
            RestoreCommand.class,
            KeysCommand.class,
            NewTokenCommand.class,
            HashPasswordCommand.class,
            TestRulesCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Commands {

    private Commands() {}

    /** Whether the arguments name a command rather than settings. */
    public static boolean isCommand(String[] arguments) {
        return arguments.length > 0 && !arguments[0].startsWith("-");
    }

    /** Runs a command; its exit code. */
    public static int run(String... arguments) {
        return new CommandLine(new Commands())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, given) -> {
                    CommandLine line = wrong.getCommandLine();
                    line.getErr().println(wrong.getMessage());
                    line.usage(line.getErr());
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(line.getCommandName() + ": " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }
}
