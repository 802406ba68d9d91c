/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import io.flowmon.server.access.RemoteAddresses;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Failures of those who proved nothing: they decide how many there are. In each minute the first few of an address are
 * kept as they are, of the rest how many there were. Not thread-safe.
 */
final class StrangersBudget {

    static final String FURTHER = "FURTHER_FAILURES";
    static final int WHOLE_OF_AN_ADDRESS = 5;
    static final int WHOLE_OF_ALL = 100;
    static final int MOST_ADDRESSES = 50;

    private static final Set<String> TYPES = Set.of("AUTHENTICATION_FAILURE", "SENDER_REFUSED");
    private static final String OTHERS = "other addresses";

    private final Map<String, Seen> thisMinute = new LinkedHashMap<>();
    private Instant minute = Instant.MIN;
    private int whole;

    private static final class Seen {
        private int whole;
        private long further;
    }

    static boolean covers(AuditEntry entry) {
        return TYPES.contains(entry.type());
    }

    /** What is to be written now that this happened. */
    List<AuditEntry> take(AuditEntry entry) {
        List<AuditEntry> due = new ArrayList<>();
        Instant now = entry.timestamp().truncatedTo(ChronoUnit.MINUTES);
        if (!now.equals(minute)) {
            due.addAll(end());
            minute = now;
        }
        Seen seen = seen(RemoteAddresses.network(entry.address()));
        if (whole < WHOLE_OF_ALL && seen.whole < WHOLE_OF_AN_ADDRESS) {
            whole++;
            seen.whole++;
            due.add(entry);
        } else {
            seen.further++;
        }
        return due;
    }

    /** What was counted and not written yet. */
    List<AuditEntry> pending() {
        List<AuditEntry> entries = new ArrayList<>();
        thisMinute.forEach((address, seen) -> {
            if (seen.further > 0) {
                entries.add(new AuditEntry(
                        minute.plus(1, ChronoUnit.MINUTES),
                        address,
                        FURTHER,
                        Map.of(AuditEntry.ADDRESS, address, "count", seen.further)));
            }
        });
        return entries;
    }

    /** The same, and begins anew. */
    List<AuditEntry> end() {
        List<AuditEntry> entries = pending();
        thisMinute.clear();
        whole = 0;
        return entries;
    }

    private Seen seen(String address) {
        boolean known = thisMinute.containsKey(address) || thisMinute.size() < MOST_ADDRESSES;
        return thisMinute.computeIfAbsent(known ? address : OTHERS, anew -> new Seen());
    }
}
