/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command that adds an entry: its id, or nothing where there was no stream and none was to be made.
 *
 * @param message what the command adds
 * @param onlyIfPresent whether no stream was to be made
 */
record RecordReply(OutgoingMessage message, boolean onlyIfPresent) implements SendingReply {

    @Override
    public @Nullable Object received(@Nullable Object raw, List<ReceivedMessage> receipts) {
        if (raw == null && onlyIfPresent) {
            message.calledOff();
        } else {
            message.sent();
        }
        return raw;
    }

    @Override
    public List<OutgoingMessage> messages() {
        return List.of(message);
    }
}
