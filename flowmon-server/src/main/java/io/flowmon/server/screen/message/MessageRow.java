/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.message;

import io.flowmon.server.message.MessageLine;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message in a line of a table. */
record MessageRow(
        String id,
        String flow,
        MessageStateView state,
        String endpoint,
        @Nullable String sender,
        List<String> receivers,
        Instant start,
        @Nullable String inBus,
        @Nullable String handling,
        long replays) {

    static MessageRow of(MessageLine message) {
        return new MessageRow(
                message.messageId().toString(),
                message.correlationId(),
                MessageStateView.of(message.state()),
                VisibleText.of(message.endpoint()),
                message.sender() == null ? null : VisibleText.of(message.sender()),
                message.receivers().stream().map(VisibleText::of).toList(),
                message.start(),
                Figures.seconds(message.inBus()),
                Figures.seconds(message.handling()),
                message.replays());
    }
}
