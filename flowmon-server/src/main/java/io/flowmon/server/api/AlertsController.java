/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.flowmon.server.alert.AlertDesk;
import io.flowmon.server.alert.AlertDocument;
import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.Page;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/alerts}. */
@RestController
class AlertsController {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private static final String PATH = "/api/alerts";
    private static final CsvTable<AlertDocument> TABLE = CsvTable.<AlertDocument>named("alerts")
            .column("id", AlertDocument::id)
            .column("rule", AlertDocument::rule)
            .column("name", AlertDocument::name)
            .column("severity", AlertDocument::severity)
            .column("key", AlertDocument::key)
            .column("state", AlertDocument::state)
            .column("value", AlertDocument::value)
            .column("worst", AlertDocument::worst)
            .column("threshold", AlertDocument::threshold)
            .column("unit", AlertDocument::unit)
            .column("count", AlertDocument::count)
            .column("began_at", AlertDocument::beganAt)
            .column("last_at", AlertDocument::lastAt)
            .column("module_type", AlertDocument::moduleType)
            .column("module_id", AlertDocument::moduleId)
            .column("endpoint", AlertDocument::endpoint)
            .column("flows", AlertDocument::flows);

    private final AlertStore store;
    private final AlertDesk desk;

    AlertsController(AlertStore store, AlertDesk desk) {
        this.store = store;
        this.desk = desk;
    }

    /** One page, those first that began last. */
    record Alerts(List<AlertDocument> alerts, @Nullable String cursor) {}

    @GetMapping(PATH)
    @QueryParameters({"from", "to", "rule", "state", "cursor", "limit"})
    Alerts alerts(@RequestParam Map<String, String> parameters) {
        Page<AlertDocument> page = page(parameters);
        return new Alerts(page.items(), page.cursor());
    }

    @GetMapping(path = PATH, params = CsvAnswer.FORMAT)
    @QueryParameters({"from", "to", "rule", "state", "cursor", "limit", "format"})
    ResponseEntity<byte[]> alertsAsCsv(@RequestParam Map<String, String> parameters) {
        return CsvAnswer.ofRange(TABLE, PATH, parameters, this::page);
    }

    private Page<AlertDocument> page(Map<String, String> parameters) {
        Parameters.Range range = Parameters.range(parameters.get("from"), parameters.get("to"));
        Page<HandledAlert> page = store.alerts(new AlertQuery(
                range.from(),
                range.to(),
                Parameters.text(parameters.get("rule")),
                open(Parameters.text(parameters.get("state"))),
                Parameters.text(parameters.get("cursor")),
                Parameters.number("limit", parameters.get("limit"), DEFAULT_LIMIT, 1, MAX_LIMIT)));
        return new Page<>(page.items().stream().map(AlertDocument::of).toList(), page.cursor());
    }

    @GetMapping("/api/alerts/{id}")
    @QueryParameters({})
    AlertDocument alert(@PathVariable String id) {
        return AlertDocument.of(desk.alert(id));
    }

    /**
     * What an acknowledgement is asked with.
     *
     * @param length {@code for}, how long it holds
     * @param others what is not known here
     */
    record Handling(
            @Nullable @JsonProperty("for") String length,
            @Nullable String note,
            @Nullable @JsonAnySetter Map<String, Object> others) {}

    @PostMapping("/api/alerts/{id}/acknowledgement")
    AlertDocument acknowledge(
            @PathVariable String id, @RequestBody(required = false) @Nullable Handling asked, @Nullable Principal who) {
        Handling handling = asked == null ? new Handling(null, null, null) : asked;
        Parameters.onlyKnown(handling.others(), "for", "note");
        return AlertDocument.of(
                desk.acknowledge(id, Parameters.duration("for", handling.length()), handling.note(), who));
    }

    @DeleteMapping("/api/alerts/{id}/acknowledgement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(@PathVariable String id, @Nullable Principal who) {
        desk.takeBack(id, who);
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
