/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.core.envelope.EnvelopeCodec;
import java.util.List;

/** flowmon switched off: envelopes that others sent, or that lie there from before, are removed; nothing else happens. */
final class UnwrappingMessages implements Messages {

    private static final byte[] NONE = {};

    @Override
    public OutgoingMessage outgoing(Destination destination, byte[] payload) {
        return OutgoingMessage.unreported(payload);
    }

    @Override
    public Incoming incoming(Destination source, byte[] stored) {
        return new Incoming(EnvelopeCodec.unwrap(stored), List.of());
    }

    @Override
    public void beforeTaking() {}

    @Override
    public void taken(List<ReceivedMessage> messages) {}

    @Override
    public <T> List<T> takenInTurn(List<ReceivedMessage> messages, List<T> contents) {
        return contents;
    }

    @Override
    public void whileHandling(List<ReceivedMessage> messages, Runnable listener) {
        listener.run();
    }

    @Override
    public byte[] storedOfCurrent(byte[] content) {
        return NONE;
    }

    @Override
    public void putBack(byte[] stored) {}
}
