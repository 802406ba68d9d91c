/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.operation;

import io.flowmon.server.api.SenderDocument;
import io.flowmon.server.intake.Hearing;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.Sender;
import io.flowmon.server.store.SenderStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The senders that a person wants to see: those that are there, and those that left lately. */
@Component
public final class Senders {

    private static final int PAGE = 500;
    private static final int MOST = 5_000;
    private static final Duration LATELY = Duration.ofHours(1);

    private final SenderStore store;
    private final Hearing hearing;

    Senders(SenderStore store, Hearing hearing) {
        this.store = store;
        this.hearing = hearing;
    }

    /** By module, those first that are not well; at most some thousands. */
    public List<SenderDocument> recent(Instant now) {
        List<SenderDocument> recent = new ArrayList<>();
        Instant silentBefore = hearing.silentBefore();
        String cursor = null;
        do {
            Page<Sender> page = store.senders(null, cursor, PAGE);
            page.items().stream()
                    .map(sender -> SenderDocument.of(sender, silentBefore))
                    .filter(sender -> sender.lastSeen().isAfter(now.minus(LATELY)))
                    .forEach(recent::add);
            cursor = next(page, recent.size());
        } while (cursor != null);
        recent.sort(Comparator.comparing(SenderDocument::moduleType)
                .thenComparing(sender ->
                        sender.state().equals("gone") ? 0 : sender.state().equals("up") ? 1 : 2)
                .thenComparing(SenderDocument::moduleId));
        return recent;
    }

    /** Without processes that another one of the same instance took the place of: their end was no loss of the instance. */
    public static List<SenderDocument> instances(List<SenderDocument> senders) {
        Map<String, SenderDocument> newest = new LinkedHashMap<>();
        for (SenderDocument sender : senders) {
            newest.merge(
                    sender.moduleId(), sender, (one, other) -> one.lastSeen().isBefore(other.lastSeen()) ? other : one);
        }
        return List.copyOf(newest.values());
    }

    private static @Nullable String next(Page<Sender> page, int read) {
        return read >= MOST ? null : page.cursor();
    }
}
