/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.intake.Hearing;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.Sender;
import io.flowmon.server.store.SenderStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/senders}. */
@RestController
class SendersController {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final SenderStore store;
    private final Hearing hearing;

    SendersController(SenderStore store, Hearing hearing) {
        this.store = store;
        this.hearing = hearing;
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
        Instant silentBefore = hearing.silentBefore();
        return new Senders(
                page.items().stream()
                        .map(one -> SenderDocument.of(one, silentBefore))
                        .toList(),
                page.cursor());
    }
}
