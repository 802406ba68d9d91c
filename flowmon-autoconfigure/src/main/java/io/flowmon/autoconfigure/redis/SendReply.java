/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command that sends.
 *
 * @param messages what the command sends
 */
record SendReply(List<OutgoingMessage> messages) implements SendingReply {

    /** Commands that add answer the length of the list, and nothing above zero when there was nothing to add to. */
    @Override
    public @Nullable Object received(@Nullable Object raw, List<ReceivedMessage> receipts) {
        boolean nothingAdded = raw instanceof Long length && length <= 0;
        messages.forEach(nothingAdded ? OutgoingMessage::calledOff : OutgoingMessage::sent);
        return raw;
    }
}
