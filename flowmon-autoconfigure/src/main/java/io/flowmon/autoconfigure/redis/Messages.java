/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import java.util.List;

/** What becomes of messages on their way to and from Redis. Nothing here throws because of what a message holds. */
interface Messages {

    /** Prepares the sending of {@code payload}. */
    OutgoingMessage outgoing(Destination destination, byte[] payload);

    /** Reads what was taken from {@code source}. */
    Incoming incoming(Destination source, byte[] stored);

    /** The calling thread is about to take messages. */
    void beforeTaking();

    /** The calling thread took these messages. */
    void taken(List<ReceivedMessage> messages);

    /**
     * The calling thread took these messages, and handles one after the other.
     *
     * @param contents what the application gets, one for each message
     * @return the same; going through them once goes from message to message
     */
    <T> List<T> takenInTurn(List<ReceivedMessage> messages, List<T> contents);

    /** Calls {@code listener}, which was called for these messages. */
    void whileHandling(List<ReceivedMessage> messages, Runnable listener);

    /** The bytes that lie in Redis for the message with this content, if the calling thread works on it; else empty. */
    byte[] storedOfCurrent(byte[] content);

    /** The message will be received again. */
    void putBack(byte[] stored);

    /**
     * A message as it was read.
     *
     * @param content what the application gets
     * @param receipts the receipt to report; none when nothing is reported
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
    record Incoming(byte[] content, List<ReceivedMessage> receipts) {}
}
