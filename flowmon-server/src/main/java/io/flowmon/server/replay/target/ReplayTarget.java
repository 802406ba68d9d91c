/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends messages again to one kind of place. Any thread, several at once; what it holds open is closed with the server. */
public interface ReplayTarget extends AutoCloseable {

    /** Whether it is for messages of this endpoint, such as {@code LIST orders} or {@code POST /orders/{id}}. */
    boolean serves(String endpoint);

    /** Why {@code message} cannot be sent there, in words for a person; null when it can. Does no I/O. */
    @Nullable
    String refusal(Resend message);

    /**
     * Sends the messages, in their order where the place has one, and waits until it is known what came of them, for a bounded
     * time. Connects if need be.
     *
     * @param messages none that is refused
     * @return the outcome of each, in the same order; a failure is an outcome and never thrown
     */
    List<ResendOutcome> send(List<Resend> messages);

    /** Lets go of connections. What is sent afterwards fails. */
    @Override
    default void close() {}
}
