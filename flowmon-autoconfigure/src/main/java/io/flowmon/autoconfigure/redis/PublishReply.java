/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command that publishes: the number of receivers. None is no failure.
 *
 * @param message what the command publishes
 */
record PublishReply(OutgoingMessage message) implements SendingReply {

    @Override
    public @Nullable Object received(@Nullable Object raw, List<ReceivedMessage> receipts) {
        if (raw instanceof Long receivers) {
            message.published(receivers);
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
