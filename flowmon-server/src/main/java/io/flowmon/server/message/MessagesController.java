/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.message;

import io.flowmon.server.api.CsvAnswer;
import io.flowmon.server.api.CsvTable;
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

    private static final String PATH = "/api/messages";
    private static final CsvTable<MessageLine> TABLE = CsvTable.<MessageLine>named("messages")
            .column("message_id", MessageLine::messageId)
            .column("parent_message_id", MessageLine::parentMessageId)
            .column("correlation_id", MessageLine::correlationId)
            .column("kind", MessageLine::kind)
            .column("endpoint", MessageLine::endpoint)
            .column("state", MessageLine::state)
            .column("start", MessageLine::start)
            .column("sender", MessageLine::sender)
            .column("receivers", MessageLine::receivers)
            .column("deliveries", MessageLine::deliveries)
            .column("in_bus", MessageLine::inBus)
            .column("handling", MessageLine::handling)
            .column("replays", MessageLine::replays);

    private final Ledger ledger;

    MessagesController(Ledger ledger) {
        this.ledger = ledger;
    }

    /** One page, newest first. */
    record Messages(List<MessageLine> messages, @Nullable String cursor) {}

    @GetMapping(PATH)
    @QueryParameters({"from", "to", "state", "kind", "destination", "module", "key.*", "cursor", "limit"})
    Messages messages(@RequestParam Map<String, String> parameters) {
        Page<MessageLine> page = page(parameters);
        return new Messages(page.items(), page.cursor());
    }

    @GetMapping(path = PATH, params = CsvAnswer.FORMAT)
    @QueryParameters({"from", "to", "state", "kind", "destination", "module", "key.*", "cursor", "limit", "format"})
    ResponseEntity<byte[]> messagesAsCsv(@RequestParam Map<String, String> parameters) {
        return CsvAnswer.ofRange(TABLE, PATH, parameters, this::page);
    }

    private Page<MessageLine> page(Map<String, String> parameters) {
        return ledger.lines(MessageQueries.of(parameters, ledger.lostBefore()));
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
