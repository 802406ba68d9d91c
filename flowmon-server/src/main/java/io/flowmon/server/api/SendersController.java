/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.EventStore.Outage;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.Sender;
import io.flowmon.server.store.SenderStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/senders}. */
@RestController
class SendersController {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final SenderStore store;
    private final EventStore events;
    private final Duration goneAfter;
    private final Instant listeningSince = Instant.now();

    @Autowired
    SendersController(SenderStore store, EventStore events, ServerSettings settings) {
        this(store, events, settings.zeromq().goneAfter());
    }

    SendersController(SenderStore store, EventStore events, Duration goneAfter) {
        this.store = store;
        this.events = events;
        this.goneAfter = goneAfter;
    }

    /** One page. */
    record Senders(List<SenderDocument> senders, @Nullable String cursor) {}

    @GetMapping("/api/senders")
    @QueryParameters({"module", "cursor", "limit"})
    Senders senders(
            @RequestParam(required = false) @Nullable String module,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        Page<Sender> page = store.senders(
                Parameters.text(module),
                Parameters.text(cursor),
                Parameters.number("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT));
        Instant silentBefore = silentBefore();
        return new Senders(
                page.items().stream()
                        .map(one -> SenderDocument.of(one, silentBefore))
                        .toList(),
                page.cursor());
    }

    /** While this server was away nobody could be heard, and while it could not store nobody's word was kept. */
    private Instant silentBefore() {
        Instant limit = Instant.now().minus(goneAfter);
        if (listeningSince.isAfter(limit)) {
            return Instant.MIN;
        }
        Outage outage = events.lastOutage().orElse(null);
        if (outage == null || (outage.end() != null && !outage.end().isAfter(limit))) {
            return limit;
        }
        return outage.begin().minus(goneAfter);
    }
}
