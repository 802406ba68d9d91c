/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.store.Page;
import io.flowmon.server.store.Rejection;
import io.flowmon.server.store.StatisticsStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/rejected}. */
@RestController
class RejectedController {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final StatisticsStore store;

    RejectedController(StatisticsStore store) {
        this.store = store;
    }

    /** Something that arrived and is no event. */
    record Rejected(Instant receivedAt, String source, int index, String reason, String firstBytes) {
        static Rejected of(Rejection one) {
            return new Rejected(
                    one.receivedAt(),
                    one.source(),
                    one.event().index(),
                    one.event().reason(),
                    one.event().firstBytes());
        }
    }

    /** One page, newest first. */
    record RejectedPage(List<Rejected> rejected, @Nullable String cursor) {}

    @GetMapping("/api/rejected")
    @QueryParameters({"cursor", "limit"})
    RejectedPage rejected(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        Page<Rejection> page =
                store.rejected(Parameters.text(cursor), Parameters.number("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT));
        return new RejectedPage(page.items().stream().map(Rejected::of).toList(), page.cursor());
    }
}
