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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/rejected}. */
@RestController
class RejectedController {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private static final String PATH = "/api/rejected";
    private static final CsvTable<Rejected> TABLE = CsvTable.<Rejected>named("rejected")
            .column("received_at", Rejected::receivedAt)
            .column("source", Rejected::source)
            .column("index", Rejected::index)
            .column("reason", Rejected::reason)
            .column("first_bytes", Rejected::firstBytes);

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

    @GetMapping(PATH)
    @QueryParameters({"cursor", "limit"})
    RejectedPage rejected(@RequestParam Map<String, String> parameters) {
        Page<Rejected> page = page(parameters);
        return new RejectedPage(page.items(), page.cursor());
    }

    @GetMapping(path = PATH, params = CsvAnswer.FORMAT)
    @QueryParameters({"cursor", "limit", "format"})
    ResponseEntity<byte[]> rejectedAsCsv(@RequestParam Map<String, String> parameters) {
        return CsvAnswer.of(TABLE, PATH, parameters, this::page);
    }

    private Page<Rejected> page(Map<String, String> parameters) {
        Page<Rejection> page = store.rejected(
                Parameters.text(parameters.get("cursor")),
                Parameters.number("limit", parameters.get("limit"), DEFAULT_LIMIT, 1, MAX_LIMIT));
        return new Page<>(page.items().stream().map(Rejected::of).toList(), page.cursor());
    }
}
