/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.store.Alert;
import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /api/alerts}. */
@RestController
class AlertsController {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final AlertStore store;

    AlertsController(AlertStore store) {
        this.store = store;
    }

    /** One page, those first that began last. */
    record Alerts(List<AlertDocument> alerts, @Nullable String cursor) {}

    @GetMapping("/api/alerts")
    @QueryParameters({"from", "to", "rule", "state", "cursor", "limit"})
    Alerts alerts(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        Parameters.Range range = Parameters.range(from, to);
        Page<Alert> page = store.alerts(new AlertQuery(
                range.from(),
                range.to(),
                Parameters.text(rule),
                open(Parameters.text(state)),
                Parameters.text(cursor),
                Parameters.number("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT)));
        return new Alerts(page.items().stream().map(AlertDocument::of).toList(), page.cursor());
    }

    @GetMapping("/api/alerts/{id}")
    @QueryParameters({})
    AlertDocument alert(@PathVariable String id) {
        return store.alert(id)
                .map(AlertDocument::of)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no alert " + id));
    }

    private static @Nullable Boolean open(@Nullable String state) {
        if (state == null) {
            return null;
        }
        return switch (state) {
            case "open" -> true;
            case "resolved" -> false;
            default -> throw Parameters.wrong("state must be open or resolved");
        };
    }
}
