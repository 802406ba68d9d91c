/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.ReplayedMessage;
import java.net.URI;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
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

    @GetMapping("/api/replays/{id}")
    ReplayDocument replay(@PathVariable String id) {
        return desk.progress(id);
    }

    @GetMapping("/api/replays/{id}/messages")
    @QueryParameters({"outcome", "cursor", "limit"})
    Messages messages(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        Page<ComparisonDocument> page = desk.comparisons(
                id,
                outcome(Parameters.text(outcome)),
                Parameters.text(cursor),
                Parameters.number("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT));
        return new Messages(page.items(), page.cursor());
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
