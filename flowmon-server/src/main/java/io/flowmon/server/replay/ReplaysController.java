/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.server.api.CsvAnswer;
import io.flowmon.server.api.CsvTable;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.ReplayedMessage;
import java.net.URI;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/replays}. What changes something is for operators, as everywhere. */
@RestController
class ReplaysController {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private static final CsvTable<ReplayDocument> REPLAYS = CsvTable.<ReplayDocument>named("replays")
            .column("id", ReplayDocument::id)
            .column("by", ReplayDocument::by)
            .column("at", ReplayDocument::at)
            .column("ended_at", ReplayDocument::endedAt)
            .column("state", ReplayDocument::state)
            .column("messages", ReplayDocument::messages)
            .column("sending", ReplayDocument::sending)
            .column("sent", ReplayDocument::sent)
            .column("failed", ReplayDocument::failed)
            .column("unknown", ReplayDocument::unknown)
            .column("skipped", ReplayDocument::skipped)
            .column("selection", ReplayDocument::selection);
    private static final CsvTable<ComparisonDocument> MESSAGES = CsvTable.<ComparisonDocument>named("replayed-messages")
            .column("original", ComparisonDocument::original)
            .column("message", ComparisonDocument::message)
            .column("correlation_id", ComparisonDocument::correlationId)
            .column("endpoint", ComparisonDocument::endpoint)
            .column("at", ComparisonDocument::at)
            .column("before", ComparisonDocument::before)
            .column("outcome", ComparisonDocument::outcome)
            .column("detail", ComparisonDocument::detail)
            .column("after", ComparisonDocument::after)
            .column("handling", ComparisonDocument::handling);

    private final ReplayDesk desk;

    ReplaysController(ReplayDesk desk) {
        this.desk = desk;
    }

    /** The newest ones. */
    record Replays(List<ReplayDocument> replays) {}

    /** One page, in the order in which they were sent. */
    record Messages(
            List<ComparisonDocument> messages, @Nullable String cursor) {}

    @PostMapping("/api/replays/plan")
    PlanDocument plan(@RequestBody ReplayRequest request) {
        return desk.plan(request);
    }

    @PostMapping("/api/replays")
    ResponseEntity<ReplayDocument> start(@RequestBody ReplayRequest request, @Nullable Principal who) {
        ReplayDocument replay = desk.start(request, who);
        return ResponseEntity.accepted()
                .location(URI.create("/api/replays/" + replay.id()))
                .body(replay);
    }

    @PostMapping("/api/replays/{id}/stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ReplayDocument stop(@PathVariable String id, @Nullable Principal who) {
        return desk.stop(id, who);
    }

    @GetMapping("/api/replays")
    Replays replays() {
        return new Replays(desk.replays());
    }

    @GetMapping(path = "/api/replays", params = CsvAnswer.FORMAT)
    @QueryParameters("format")
    ResponseEntity<byte[]> replaysAsCsv(@RequestParam String format) {
        return CsvAnswer.whole(REPLAYS, format, desk.replays(), 0);
    }

    @GetMapping("/api/replays/{id}")
    ReplayDocument replay(@PathVariable String id) {
        return desk.progress(id);
    }

    @GetMapping("/api/replays/{id}/messages")
    @QueryParameters({"outcome", "cursor", "limit"})
    Messages messages(@PathVariable String id, @RequestParam Map<String, String> parameters) {
        Page<ComparisonDocument> page = page(id, parameters);
        return new Messages(page.items(), page.cursor());
    }

    @GetMapping(path = "/api/replays/{id}/messages", params = CsvAnswer.FORMAT)
    @QueryParameters({"outcome", "cursor", "limit", "format"})
    ResponseEntity<byte[]> messagesAsCsv(@PathVariable String id, @RequestParam Map<String, String> parameters) {
        return CsvAnswer.of(MESSAGES, "/api/replays/" + id + "/messages", parameters, asked -> page(id, asked));
    }

    private Page<ComparisonDocument> page(String id, Map<String, String> parameters) {
        return desk.comparisons(
                id,
                outcome(Parameters.text(parameters.get("outcome"))),
                Parameters.text(parameters.get("cursor")),
                Parameters.number("limit", parameters.get("limit"), DEFAULT_LIMIT, 1, MAX_LIMIT));
    }

    private static ReplayedMessage.@Nullable Outcome outcome(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(ReplayedMessage.Outcome.values())
                .filter(outcome -> outcome.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> Parameters.wrong("outcome must be one of "
                        + Arrays.stream(ReplayedMessage.Outcome.values())
                                .map(ReplayedMessage.Outcome::wireName)
                                .collect(Collectors.joining(", "))));
    }
}
