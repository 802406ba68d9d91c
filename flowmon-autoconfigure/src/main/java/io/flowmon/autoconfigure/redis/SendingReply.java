/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.util.List;

/** The answer to a command that sends: its messages share what becomes of the command. */
interface SendingReply extends Reply {

    /** What the command sends. */
    List<OutgoingMessage> messages();

    @Override
    default boolean isSending() {
        return true;
    }

    @Override
    default void failed(Throwable error) {
        messages().forEach(message -> message.failed(error));
    }

    @Override
    default void calledOff() {
        messages().forEach(OutgoingMessage::calledOff);
    }
}
