/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.command;

import io.flowmon.server.backup.Restoration;
import io.flowmon.server.store.StoreContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a backup into an empty data folder, before a server is started on it. */
@Command(
        name = "restore",
        description = "Checks a backup and puts it into an empty data folder; then start the server on that.")
final class RestoreCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "BACKUP", description = "Folder of the backup, as 'flowmon-server backup' printed it.")
    @SuppressWarnings("NullAway.Init")
    private Path backup;

    @Option(
            names = "--data",
            defaultValue = "./flowmon-data",
            description = "Data folder, empty or not there yet; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Override
    public Integer call() throws IOException {
        StoreContent content = Restoration.restore(backup, data);
        spec.commandLine()
                .getOut()
                .printf(
                        "restored to %s: %s%nstart the server with --flowmon.server.data=%s%n",
                        data.toAbsolutePath().normalize(), content.rows(), data);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
