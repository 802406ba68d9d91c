/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.curve;

import io.flowmon.core.zeromq.CurveKeyException;
import io.flowmon.core.zeromq.CurveKeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The senders that may deliver: a folder with a file of each one's public key. A folder that cannot be read allows
 * nobody. One thread reloads, any thread may ask.
 */
final class AllowedSenders {

    private static final Logger log = LoggerFactory.getLogger(AllowedSenders.class);
    private static final String SUFFIX = ".key";

    private final Path folder;
    private Map<Path, FileTime> seen = Map.of();
    private Map<Path, String> unusable = Map.of();
    private volatile Map<String, String> names = Map.of();

    AllowedSenders(Path folder) {
        this.folder = folder;
    }

    /** The name of the sender with this public key; null if it is not allowed. */
    @Nullable
    String nameOf(String publicKey) {
        return names.get(publicKey);
    }

    int size() {
        return names.size();
    }

    /**
     * Reads the folder if it has changed, or if a file could not be read: what kept it from that, such as its
     * permissions, may change without the file's time.
     */
    void reload() {
        Map<Path, FileTime> present = files();
        if (present.equals(seen) && unusable.isEmpty()) {
            return;
        }
        seen = present;
        Map<String, String> found = new HashMap<>();
        Map<Path, String> failed = new HashMap<>();
        for (Path file : present.keySet()) {
            try {
                found.put(CurveKeyFiles.readPublic(file), nameOf(file));
            } catch (CurveKeyException | IOException failure) {
                String why = String.valueOf(failure.getMessage());
                failed.put(file, why);
                if (!why.equals(unusable.get(file))) {
                    log.warn("No sender is allowed by {}: {}", file, why);
                }
            }
        }
        unusable = failed;
        Map<String, String> before = names;
        names = Map.copyOf(found);
        if (!names.equals(before)) {
            log.info(
                    "Senders that may deliver over ZeroMQ: {} (before: {}), from {}",
                    found.size(),
                    before.size(),
                    folder);
        }
    }

    private Map<Path, FileTime> files() {
        Map<Path, FileTime> files = new HashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> keys =
                    all.filter(file -> file.toString().endsWith(SUFFIX)).toList();
            for (Path file : keys) {
                modified(file).ifPresent(time -> files.put(file, time));
            }
            return files;
        } catch (IOException unreadable) {
            if (!seen.isEmpty()) {
                log.warn("The folder of allowed senders cannot be read, nobody may deliver: {}", unreadable.toString());
            }
            return Map.of();
        }
    }

    /** Empty for a file that was removed meanwhile: the others are still allowed. */
    private static Optional<FileTime> modified(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - SUFFIX.length());
    }
}
