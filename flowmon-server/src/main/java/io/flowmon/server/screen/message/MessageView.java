/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.message;

import io.flowmon.server.message.MessageDocument;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.OutcomeView;
import io.flowmon.server.screen.PayloadView;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One message, for reading.
 *
 * @param gap the key of why its payload is not whole; null when it is, or nothing is known of it
 */
record MessageView(
        MessageRow row,
        List<Part> sent,
        List<Part> received,
        List<Part> logged,
        @Nullable PayloadView payload,
        @Nullable String gap,
        @Nullable MessageRow parent,
        List<MessageRow> children) {

    static MessageView of(MessageDocument message) {
        MessageDocument.Content content = message.payload();
        return new MessageView(
                MessageRow.of(message.message()),
                message.sent().stream().map(Part::of).toList(),
                message.received().stream().map(Part::of).toList(),
                message.logged().stream().map(Part::of).toList(),
                content == null ? null : PayloadView.of("message.payload", node(content)),
                content == null || content.gap().equals("none") ? null : "message.gap." + content.gap(),
                message.parent() == null ? null : MessageRow.of(message.parent()),
                message.children().stream().map(MessageRow::of).toList());
    }

    private static ObjectNode node(MessageDocument.Content content) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (content.body() != null) {
            node.set("body", content.body());
        }
        if (content.size() != null) {
            node.put("body_size", content.size());
        }
        return node;
    }

    /** What one instance had to do with it. */
    record Part(
            String module,
            String instance,
            String what,
            Instant begin,
            OutcomeView outcome,
            @Nullable String error,
            @Nullable String group,
            boolean redelivered,
            @Nullable String inBus,
            @Nullable String inReceiver,
            @Nullable String work) {

        static Part of(MessageDocument.Action action) {
            return new Part(
                    VisibleText.of(action.moduleType()),
                    VisibleText.of(action.moduleId()),
                    VisibleText.of(action.messageType()),
                    action.begin(),
                    OutcomeView.of(action.outcome()),
                    error(action.error()),
                    action.consumerGroup() == null ? null : VisibleText.of(action.consumerGroup()),
                    Boolean.TRUE.equals(action.redelivered()),
                    Figures.seconds(action.waitedInBus()),
                    Figures.seconds(action.waitedInReceiver()),
                    Figures.seconds(action.work()));
        }

        private static @Nullable String error(MessageDocument.@Nullable Failure error) {
            if (error == null) {
                return null;
            }
            return VisibleText.of(error.message() == null ? error.type() : error.type() + ": " + error.message());
        }
    }
}
