/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import io.flowmon.server.settings.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON object a line. A full file is kept beside the current one in place of the one before, so both are bounded. A
 * failure is logged and harms nobody. Not thread-safe.
 */
final class EntryFile {

    private static final Logger log = LoggerFactory.getLogger(EntryFile.class);

    private final Path folder;
    private final Path current;
    private final Path before;
    private final long fullAt;
    private final JsonMapper json;

    EntryFile(Path folder, String name, long fullAt, JsonMapper json) {
        this.folder = folder;
        this.current = folder.resolve(name + ".jsonl");
        this.before = folder.resolve(name + "-before.jsonl");
        this.fullAt = fullAt;
        this.json = json;
    }

    void append(AuditEntry entry) {
        try {
            PrivateFolder.create(folder);
            if (Files.exists(current) && Files.size(current) > fullAt) {
                Files.move(current, before, StandardCopyOption.REPLACE_EXISTING);
            }
            byte[] line = (json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
            Files.write(current, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException | JacksonException failure) {
            log.error("An entry of the audit log could not be written: {}", entry.type(), failure);
        }
    }

    /** Reads what there is, oldest first. */
    void forEach(Consumer<AuditEntry> reader) {
        for (Path file : List.of(before, current)) {
            try (Stream<String> lines = Files.lines(file)) {
                lines.flatMap(this::read).forEach(reader);
            } catch (NoSuchFileException noneYet) {
                // nothing in it
            } catch (IOException unreadable) {
                log.warn("The audit log cannot be read: {}", unreadable.toString());
            }
        }
    }

    /** None for a line that was cut by a crash. */
    private Stream<AuditEntry> read(String line) {
        try {
            return Stream.of(json.readValue(line, AuditEntry.class));
        } catch (JacksonException cut) {
            return Stream.empty();
        }
    }
}
