/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.backup;

import io.flowmon.server.store.StoreBackupException;
import io.flowmon.server.store.StoreContent;
import io.flowmon.server.store.duckdb.backup.CopiedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** Puts a backup into an empty data folder, after a look at whether it is whole. Needs no server. */
public final class Restoration {

    private Restoration() {}

    /**
     * Restores, or leaves the data folder as it was.
     *
     * @param backup folder of one backup
     * @param data empty, or not there
     * @return what was restored
     * @throws IOException if a file cannot be read or written, or the data folder is not empty
     * @throws StoreBackupException if the backup is not whole, or of a newer server
     */
    public static StoreContent restore(Path backup, Path data) throws IOException {
        Manifest manifest = manifest(backup);
        refuseUnlessEmpty(data);
        Files.createDirectories(data);
        Path part = data.resolve(CopiedDatabase.FILE + ".part");
        try {
            String sha256 = DurableFiles.copy(backup.resolve(manifest.file()), part);
            if (Files.size(part) != manifest.bytes() || !sha256.equals(manifest.sha256())) {
                throw new StoreBackupException(backup + " is damaged: its file is not the one that was written");
            }
            StoreContent content = CopiedDatabase.read(part);
            if (!content.equals(manifest.content())) {
                throw new StoreBackupException(backup + " holds " + content + " instead of " + manifest.content());
            }
            DurableFiles.force(part);
            Files.move(part, data.resolve(CopiedDatabase.FILE), StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.forceFolder(data);
            return content;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Manifest manifest(Path backup) throws IOException {
        Path file = backup.resolve(Manifest.FILE);
        Manifest manifest;
        try {
            manifest = Manifest.read(Files.readAllBytes(file));
        } catch (NoSuchFileException noManifest) {
            throw new StoreBackupException(
                    backup + " is no backup, or not whole: there is no " + Manifest.FILE, noManifest);
        } catch (JacksonException damaged) {
            throw new StoreBackupException(file + " cannot be read: " + damaged.getOriginalMessage(), damaged);
        }
        if (manifest.format() > Manifest.FORMAT
                || !CopiedDatabase.understands(manifest.content().schemaVersion())) {
            throw new StoreBackupException(backup + " was made by a newer server (schema version "
                    + manifest.content().schemaVersion() + "); restore it with that one");
        }
        return manifest;
    }

    private static void refuseUnlessEmpty(Path data) throws IOException {
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.list(data)) {
                if (files.findAny().isPresent()) {
                    throw new IOException(data + " is not empty; move it away, or name another folder");
                }
            }
        }
    }
}
