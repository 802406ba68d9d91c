/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do when the answer to a command is known: at once, or when a pipeline is closed or a transaction executed. */
interface Reply {

    /** A command that is none of our business. */
    Reply UNTOUCHED = (raw, receipts) -> raw;

    /**
     * Takes the answer.
     *
     * @param raw what Redis answered
     * @param receipts takes what is received hereby
     * @return what the application gets instead
     */
    @Nullable
    Object received(@Nullable Object raw, List<ReceivedMessage> receipts);

    /** Whether the command sends, so that its message is reported even where its answer cannot be told from others. */
    default boolean isSending() {
        return false;
    }

    /** The command failed, or nobody knows. */
    default void failed(Throwable error) {}

    /** The command was queued and then not executed. */
    default void calledOff() {}
}
