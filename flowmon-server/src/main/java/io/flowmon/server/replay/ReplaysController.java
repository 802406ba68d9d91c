/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.store.MessageStore;
import io.flowmon.server.store.MessageSummary;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.Replay;
import io.flowmon.server.store.ReplayStore;
import io.flowmon.server.store.ReplayedMessage;
import java.net.URI;
import java.security.Principal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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

    private static final int MOST_REPLAYS = 100;
    private static final int PART = 2_000;
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final ReplayDesk desk;
    private final ReplayPlanner planner;
    private final ReplayStore store;
    private final MessageStore messages;

    ReplaysController(ReplayDesk desk, ReplayPlanner planner, ReplayStore store, MessageStore messages) {
        this.desk = desk;
        this.planner = planner;
        this.store = store;
        this.messages = messages;
    }

    /** The newest ones. */
    record Replays(List<ReplayDocument> replays) {}

    /** One page, in the order in which they were sent. */
    record Messages(
            List<ComparisonDocument> messages, @Nullable String cursor) {}

    /** The dry run: what would be sent, and what cannot. Nothing is sent. */
    @PostMapping("/api/replays/plan")
    PlanDocument plan(@RequestBody ReplayRequest request) {
        List<UUID> chosen = desk.chosen(request.selection(desk.lostBefore()));
        PlanDocument.Tally tally = new PlanDocument.Tally();
        for (int from = 0; from < chosen.size(); from += PART) {
            tally.add(planner.plan(chosen.subList(from, Math.min(chosen.size(), from + PART))));
        }
        return tally.document();
    }

    @PostMapping("/api/replays")
    ResponseEntity<ReplayDocument> start(@RequestBody ReplayRequest request, @Nullable Principal who) {
        Replay replay = desk.start(request.selection(desk.lostBefore()), request.rate(), who);
        return ResponseEntity.accepted()
                .location(URI.create("/api/replays/" + replay.id()))
                .body(ReplayDocument.of(replay, null));
    }

    @PostMapping("/api/replays/{id}/stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ReplayDocument stop(@PathVariable String id, @Nullable Principal who) {
        return ReplayDocument.of(desk.stop(id, who), null);
    }

    @GetMapping("/api/replays")
    Replays replays() {
        return new Replays(store.replays(MOST_REPLAYS).stream()
                .map(replay -> ReplayDocument.of(replay, null))
                .toList());
    }

    @GetMapping("/api/replays/{id}")
    ReplayDocument replay(@PathVariable String id) {
        return ReplayDocument.of(desk.replay(id), store.states(id, desk.lostBefore()));
    }

    @GetMapping("/api/replays/{id}/messages")
    @QueryParameters({"outcome", "cursor", "limit"})
    Messages messages(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        Page<ReplayedMessage> page = store.messages(
                desk.replay(id).id(),
                outcome(Parameters.text(outcome)),
                Parameters.text(cursor),
                Parameters.number("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT));
        List<UUID> made = page.items().stream()
                .map(ReplayedMessage::message)
                .filter(Objects::nonNull)
                .toList();
        Map<UUID, MessageSummary> now = new HashMap<>();
        messages.messages(made, desk.lostBefore()).forEach(message -> now.put(message.messageId(), message));
        return new Messages(
                page.items().stream()
                        .map(message -> ComparisonDocument.of(message, now))
                        .toList(),
                page.cursor());
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
