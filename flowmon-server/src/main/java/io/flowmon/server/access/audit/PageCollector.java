/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps the newest entries of all that it sees, no more than a page takes. Not thread-safe. */
final class PageCollector {

    private static final Comparator<Seen> OLDEST_FIRST =
            Comparator.<Seen, Instant>comparing(one -> one.entry().timestamp()).thenComparing(Seen::place);

    private final AuditQuery query;
    private final @Nullable AuditCursor cursor;
    private final PriorityQueue<Seen> newest = new PriorityQueue<>(OLDEST_FIRST);
    private final Set<String> types = new TreeSet<>();
    private final int most;
    private long places;

    /** @param place among all that were seen: what tells entries of one time apart */
    private record Seen(AuditEntry entry, long place) {}

    PageCollector(AuditQuery query) {
        this.query = query;
        this.cursor = query.cursor() == null ? null : AuditCursor.decode(query.cursor());
        this.most = query.limit() + given() + 1;
    }

    void see(AuditEntry entry) {
        places++;
        types.add(entry.type());
        if (query.matches(entry) && (cursor == null || !entry.timestamp().isAfter(cursor.time()))) {
            newest.add(new Seen(entry, places));
            if (newest.size() > most) {
                newest.remove();
            }
        }
    }

    AuditPage page() {
        List<AuditEntry> found = new ArrayList<>();
        newest.stream().sorted(OLDEST_FIRST.reversed()).map(Seen::entry).forEach(found::add);
        List<AuditEntry> rest = found.subList(skipped(found), found.size());
        boolean more = rest.size() > query.limit();
        List<AuditEntry> page = List.copyOf(more ? rest.subList(0, query.limit()) : rest);
        return new AuditPage(page, more ? next(page).encode() : null, types);
    }

    /** How many of the first entries stood on the pages before. */
    private int skipped(List<AuditEntry> found) {
        int skipped = 0;
        while (cursor != null
                && skipped < Math.min(cursor.given(), found.size())
                && found.get(skipped).timestamp().equals(cursor.time())) {
            skipped++;
        }
        return skipped;
    }

    private AuditCursor next(List<AuditEntry> page) {
        Instant last = page.get(page.size() - 1).timestamp();
        int given = (int)
                page.stream().filter(entry -> entry.timestamp().equals(last)).count();
        boolean sameTime = cursor != null && cursor.time().equals(last);
        return new AuditCursor(last, sameTime ? given + given() : given);
    }

    private int given() {
        return cursor == null ? 0 : cursor.given();
    }
}
