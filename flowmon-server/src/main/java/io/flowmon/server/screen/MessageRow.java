/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.event.Durations;
import io.flowmon.server.message.MessageLine;
import io.flowmon.server.text.VisibleText;
import java.time.Duration;
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

    private static final double NANOS_PER_SECOND = 1e9;

    static MessageRow of(MessageLine message) {
        return new MessageRow(
                message.messageId().toString(),
                message.correlationId(),
                MessageStateView.of(message.state()),
                VisibleText.of(message.endpoint()),
                message.sender() == null ? null : VisibleText.of(message.sender()),
                message.receivers().stream().map(VisibleText::of).toList(),
                message.start(),
                text(message.inBus()),
                text(message.handling()),
                message.replays());
    }

    /** A duration in seconds, for reading. */
    static @Nullable String text(@Nullable Double seconds) {
        return seconds == null ? null : Durations.text(Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND)));
    }
}
