/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import org.jspecify.annotations.Nullable;

/** A message on its way to Redis. */
interface OutgoingMessage {

    /** The bytes to store. */
    byte[] stored();

    /** Redis has it. */
    void sent();

    /** Redis handed it to so many receivers. */
    void published(long receivers);

    /** Redis has it not, or nobody knows. */
    void failed(Throwable error);

    /** It was called off: the transaction was discarded, or there was nothing to add it to. */
    void calledOff();

    /** A message that is stored as it is and not reported. */
    static OutgoingMessage unreported(byte[] payload) {
        return new Unreported(payload);
    }

    /**
     * A payload that stays as it is.
     *
     * @param stored the payload itself
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
    record Unreported(byte[] stored) implements OutgoingMessage {

        @Override
        public void sent() {}

        @Override
        public void published(long receivers) {}

        @Override
        public void failed(@Nullable Throwable error) {}

        @Override
        public void calledOff() {}
    }
}
