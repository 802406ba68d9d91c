/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit log: files apart from the store, so that they are written also while nothing else can be. What those did who
 * are known has a file of its own, and nothing is left out of it; the failures of strangers cannot push it out. Any thread.
 */
final class AuditLog implements AuditEventRepository, AuditTrail, AutoCloseable {

    private static final int MOST_FOUND = 1_000;
    private static final String ANONYMOUS = "anonymousUser";

    private final EntryFile known;
    private final EntryFile strangers;
    private final StrangersBudget budget = new StrangersBudget();

    /**
     * @param fullAt size from which a file is put aside
     * @param strangersFullAt the same for the failures of strangers
     */
    AuditLog(Path folder, DataSize fullAt, DataSize strangersFullAt, JsonMapper json) {
        this.known = new EntryFile(folder, "audit", fullAt.toBytes(), json);
        this.strangers = new EntryFile(folder, "audit-strangers", strangersFullAt.toBytes(), json);
    }

    /** Keeps an event, except that somebody who is not logged in was sent to the login: that is every first visit. */
    @Override
    public synchronized void add(AuditEvent event) {
        if (event.getPrincipal().equals(ANONYMOUS)) {
            return;
        }
        AuditEntry entry = AuditEntry.of(event);
        if (StrangersBudget.covers(entry)) {
            budget.take(entry).forEach(strangers::append);
        } else {
            known.append(entry);
        }
    }

    /** The newest events that fit, newest last; at most 1000. */
    @Override
    public synchronized List<AuditEvent> find(
            @Nullable String principal, @Nullable Instant after, @Nullable String type) {
        Predicate<AuditEntry> asked =
                entry -> (principal == null || entry.principal().equals(principal))
                        && (after == null || entry.timestamp().isAfter(after))
                        && (type == null || entry.type().equals(type));
        List<AuditEntry> found = new ArrayList<>(newest(known, asked));
        found.addAll(newest(strangers, asked));
        budget.pending().stream().filter(asked).forEach(found::add);
        found.sort(Comparator.comparing(AuditEntry::timestamp));
        return found.subList(Math.max(0, found.size() - MOST_FOUND), found.size()).stream()
                .map(AuditEntry::event)
                .toList();
    }

    @Override
    public synchronized AuditPage page(AuditQuery query) {
        PageCollector newest = new PageCollector(query);
        strangers.forEach(newest::see);
        budget.pending().forEach(newest::see);
        known.forEach(newest::see);
        return newest.page();
    }

    @Override
    public synchronized void close() {
        budget.end().forEach(strangers::append);
    }

    private static Deque<AuditEntry> newest(EntryFile file, Predicate<AuditEntry> asked) {
        Deque<AuditEntry> found = new ArrayDeque<>();
        file.forEach(entry -> {
            if (asked.test(entry)) {
                found.add(entry);
                if (found.size() > MOST_FOUND) {
                    found.remove();
                }
            }
        });
        return found;
    }
}
