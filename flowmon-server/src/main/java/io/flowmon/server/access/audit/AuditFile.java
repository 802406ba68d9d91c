/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit log: one JSON object a line, in a file apart from the store, so that it is written also while nothing else
 * can be. A full file is kept beside the current one in place of the one before, so the log is bounded. Any thread.
 */
final class AuditFile implements AuditEventRepository {

    private static final Logger log = LoggerFactory.getLogger(AuditFile.class);
    private static final int MOST_FOUND = 1_000;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_A_MINUTE = 300;
    private static final String ANONYMOUS = "anonymousUser";

    private final Path current;
    private final Path before;
    private final long fullAt;
    private final JsonMapper json;
    private Instant minute = Instant.MIN;
    private int thisMinute;

    AuditFile(Path folder, long fullAt, JsonMapper json) {
        this.current = folder.resolve("audit.jsonl");
        this.before = folder.resolve("audit-before.jsonl");
        this.fullAt = fullAt;
        this.json = json;
    }

    /** A line. */
    record Entry(Instant timestamp, String principal, String type, Map<String, Object> data) {

        static Entry of(AuditEvent event) {
            Map<String, Object> data = new TreeMap<>();
            event.getData().forEach((name, value) -> data.put(name, cut(String.valueOf(value))));
            return new Entry(event.getTimestamp(), cut(event.getPrincipal()), event.getType(), data);
        }

        AuditEvent event() {
            return new AuditEvent(timestamp, principal, type, data);
        }

        private static String cut(String text) {
            return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        }
    }

    /** Keeps an event, except that somebody who is not logged in was sent to the login: that is every first visit. */
    @Override
    public synchronized void add(AuditEvent event) {
        if (event.getPrincipal().equals(ANONYMOUS) || isFlood(event.getTimestamp())) {
            return;
        }
        try {
            Files.createDirectories(current.toAbsolutePath().getParent());
            if (Files.exists(current) && Files.size(current) > fullAt) {
                Files.move(current, before, StandardCopyOption.REPLACE_EXISTING);
            }
            byte[] line = (json.writeValueAsString(Entry.of(event)) + "\n").getBytes(StandardCharsets.UTF_8);
            Files.write(current, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException | JacksonException failure) {
            log.error("An entry of the audit log could not be written: {}", event.getType(), failure);
        }
    }

    /** The newest events that fit, newest last; at most 1000. */
    @Override
    public synchronized List<AuditEvent> find(
            @Nullable String principal, @Nullable Instant after, @Nullable String type) {
        Deque<AuditEvent> found = new ArrayDeque<>();
        for (Path file : List.of(before, current)) {
            try (Stream<String> lines = Files.lines(file)) {
                lines.forEach(line -> read(line).forEach(entry -> {
                    if ((principal == null || entry.principal().equals(principal))
                            && (after == null || entry.timestamp().isAfter(after))
                            && (type == null || entry.type().equals(type))) {
                        found.add(entry.event());
                        if (found.size() > MOST_FOUND) {
                            found.remove();
                        }
                    }
                }));
            } catch (NoSuchFileException noneYet) {
                // nothing in it
            } catch (IOException unreadable) {
                log.warn("The audit log cannot be read: {}", unreadable.toString());
            }
        }
        return new ArrayList<>(found);
    }

    /** A stranger who fails all the time must not push what happened before out of the log. */
    private boolean isFlood(Instant now) {
        Instant current = now.truncatedTo(ChronoUnit.MINUTES);
        if (!current.equals(minute)) {
            minute = current;
            thisMinute = 0;
        }
        thisMinute++;
        if (thisMinute == MOST_A_MINUTE + 1) {
            log.warn(
                    "More than {} entries of the audit log in a minute: the rest of this minute is left out",
                    MOST_A_MINUTE);
        }
        return thisMinute > MOST_A_MINUTE;
    }

    /** None for a line that was cut by a crash. */
    private List<Entry> read(String line) {
        try {
            return List.of(json.readValue(line, Entry.class));
        } catch (JacksonException cut) {
            return List.of();
        }
    }
}
