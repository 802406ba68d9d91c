/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.server.message.Payload;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.store.MessageSummary;
import org.jspecify.annotations.Nullable;

/**
 * A message that may be sent again.
 *
 * @param resend what would be sent; null if it cannot be
 * @param payload what is known of its content
 * @param obstacle why it cannot be sent; null if it can
 * @param caution what a person should know before it is sent; null if there is nothing
 */
record PlannedMessage(
        MessageSummary original,
        @Nullable Resend resend,
        @Nullable Payload payload,
        @Nullable String obstacle,
        @Nullable String caution) {

    static PlannedMessage blocked(MessageSummary original, @Nullable Payload payload, String obstacle) {
        return new PlannedMessage(original, null, payload, obstacle, null);
    }
}
