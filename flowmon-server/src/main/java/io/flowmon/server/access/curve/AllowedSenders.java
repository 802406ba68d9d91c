/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.curve;

import io.flowmon.core.zeromq.CurveKeyException;
import io.flowmon.core.zeromq.CurveKeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Reads the folder if it has changed. */
    void reload() {
        Map<Path, FileTime> present = files();
        if (present.equals(seen)) {
            return;
        }
        seen = present;
        Map<String, String> found = new HashMap<>();
        for (Path file : present.keySet()) {
            try {
                found.put(CurveKeyFiles.readPublic(file), nameOf(file));
            } catch (CurveKeyException | IOException unusable) {
                log.warn("No sender is allowed by {}: {}", file, unusable.getMessage());
            }
        }
        Map<String, String> before = names;
        names = Map.copyOf(found);
        log.info("Senders that may deliver over ZeroMQ: {} (before: {}), from {}", found.size(), before.size(), folder);
    }

    private Map<Path, FileTime> files() {
        Map<Path, FileTime> files = new HashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> keys =
                    all.filter(file -> file.toString().endsWith(SUFFIX)).toList();
            for (Path file : keys) {
                files.put(file, Files.getLastModifiedTime(file));
            }
            return files;
        } catch (IOException unreadable) {
            if (!seen.isEmpty()) {
                log.warn("The folder of allowed senders cannot be read, nobody may deliver: {}", unreadable.toString());
            }
            return Map.of();
        }
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - SUFFIX.length());
    }
}
