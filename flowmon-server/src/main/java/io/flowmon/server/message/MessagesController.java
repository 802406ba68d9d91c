/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.message;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.store.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/messages}. */
@RestController
class MessagesController {

    private final Ledger ledger;

    MessagesController(Ledger ledger) {
        this.ledger = ledger;
    }

    /** One page, newest first. */
    record Messages(List<MessageLine> messages, @Nullable String cursor) {}

    @GetMapping("/api/messages")
    @QueryParameters({"from", "to", "state", "kind", "destination", "module", "key.*", "cursor", "limit"})
    Messages messages(@RequestParam Map<String, String> parameters) {
        Page<MessageLine> page = ledger.lines(MessageQueries.of(parameters, ledger.lostBefore()));
        return new Messages(page.items(), page.cursor());
    }

    @GetMapping("/api/messages/{messageId}")
    MessageDocument message(@PathVariable String messageId) {
        return ledger.document(id(messageId));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(MessageNotFoundException notFound) {
        return ResponseEntity.of(notFound.getBody()).build();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOne) {
            throw Parameters.wrong("A message's id is a UUID");
        }
    }
}
