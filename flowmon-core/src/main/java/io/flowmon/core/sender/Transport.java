/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.wire.WireMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages to a server and back. Owned by the sender's thread: but for {@link #trouble}, no other calls it.
 * Messages may be lost on the way; it is for the sender to send again. A batch's payload is written over once the server
 * has acknowledged it.
 *
 * <p>Any method may throw a {@code RuntimeException}: the sender then closes the transport and opens it again later.
 */
public interface Transport {

    /** Gets ready to send; connecting may go on in the background. Called again after {@link #close}. */
    void open();

    /** Takes a message to send, without waiting; false if it cannot take one now, for example without a connection. */
    boolean send(WireMessage message);

    /** Waits up to {@code timeout} for a message from the server; null if none came. */
    @Nullable
    WireMessage receive(Duration timeout);

    /**
     * Why messages do not arrive although they are taken, or are not taken, as far as the transport knows; null if it
     * knows of nothing. Any thread may ask.
     */
    default @Nullable String trouble() {
        return null;
    }

    /**
     * Lets go of everything. What was taken is still sent if that is possible within {@code linger}. May be called
     * without a preceding {@link #open}, and twice.
     */
    void close(Duration linger);
}
