/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.backup;

import io.flowmon.server.store.StoreBackup;
import io.flowmon.server.store.StoreBackupException;
import io.flowmon.server.store.StoreContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;

/**
 * The folder of backups. Each is a folder with the store's file and its manifest; while it is written its name is another
 * one, so what has the name of a backup is whole.
 */
final class BackupFolder {

    static final Pattern NAME = Pattern.compile("flowmon-\\d{8}T\\d{9}Z");

    private static final Logger log = LoggerFactory.getLogger(BackupFolder.class);
    private static final Pattern UNFINISHED = Pattern.compile("\\." + NAME + "\\.part");

    /** What arrives while a backup is written may take this much beside it: the store's log. */
    private static final long ROOM_MEANWHILE = 256L << 20;

    private static final String STORE_FILE = "flowmon.duckdb";

    private final Path folder;
    private final long leftFree;

    /** @param minFree what the store wants free on its disk, which may be this one: with less it takes nothing in */
    BackupFolder(Path folder, DataSize minFree) {
        this.folder = folder.toAbsolutePath().normalize();
        this.leftFree = minFree.toBytes() + ROOM_MEANWHILE;
    }

    /** Makes the folder where it is missing, and room for {@code bytes}: deletes what a crash left unfinished. */
    void prepare(long bytes) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException notMade) {
            throw new IOException(
                    "The folder of backups cannot be made (flowmon.server.backup.folder): " + notMade, notMade);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("The folder of backups cannot be written (flowmon.server.backup.folder): " + folder);
        }
        for (Path one : list(UNFINISHED)) {
            log.info("Deleting a backup that was not finished: {}", one);
            DurableFiles.deleteFolder(one);
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free - leftFree < bytes) {
            throw new IOException(
                    "The backup may need %d MB and leaves %d MB free, but %d MB are free in %s (flowmon.server.backup.folder)"
                            .formatted((bytes >> 20) + 1, leftFree >> 20, free >> 20, folder));
        }
    }

    /** Writes a backup; it is there as a whole, and on disk, or not at all. */
    Backup write(String name, Instant begun, StoreBackup store) throws IOException {
        Path part = folder.resolve("." + name + ".part");
        Path whole = folder.resolve(name);
        try {
            DurableFiles.createPrivateFolder(part);
            Path file = part.resolve(STORE_FILE);
            StoreContent content = store.copyTo(file);
            DurableFiles.force(file);
            Manifest manifest = new Manifest(
                    Manifest.FORMAT, name, begun, STORE_FILE, Files.size(file), DurableFiles.sha256(file), content);
            DurableFiles.write(part.resolve(Manifest.FILE), manifest.toJson());
            DurableFiles.forceFolder(part);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.forceFolder(folder);
            return Backup.done(manifest, whole.toString());
        } catch (IOException | StoreBackupException failure) {
            DurableFiles.deleteFolder(part);
            throw failure;
        }
    }

    /** The backups that are whole, newest first. */
    List<Backup> all() throws IOException {
        List<Backup> found = new ArrayList<>();
        for (Path one : list(NAME)) {
            find(one.getFileName().toString()).ifPresent(found::add);
        }
        found.sort(Comparator.comparing(Backup::name).reversed());
        return found;
    }

    /** A backup by its name. */
    Optional<Backup> find(String name) throws IOException {
        Path manifest = folder.resolve(name).resolve(Manifest.FILE);
        if (!NAME.matcher(name).matches() || !Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        try {
            Manifest read = Manifest.read(Files.readAllBytes(manifest));
            return Optional.of(Backup.done(read, folder.resolve(name).toString()));
        } catch (JacksonException damaged) {
            log.warn("{} cannot be read", manifest, damaged);
            return Optional.empty();
        }
    }

    private List<Path> list(Pattern name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(
                            path -> name.matcher(path.getFileName().toString()).matches())
                    .toList();
        }
    }
}
