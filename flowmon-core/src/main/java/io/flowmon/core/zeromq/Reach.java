/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server hears this side, as far as can be told: a connection that is refused, and a server that does not
 * answer. Each trouble is logged once, and its end. The sender's thread writes, any thread may ask.
 */
final class Reach {

    static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final Logger LOG = System.getLogger(ZeroMqTransport.class.getName());

    private final String endpoint;
    private volatile @Nullable String trouble;
    private boolean waiting;
    private long waitingSince;

    Reach(String endpoint) {
        this.endpoint = endpoint;
    }

    /** In words; null if there is none. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** A batch is on its way, which the server will answer. */
    void asked(long now) {
        if (!waiting) {
            waiting = true;
            waitingSince = now;
        }
    }

    void answered() {
        waiting = false;
        if (trouble != null) {
            trouble = null;
            LOG.log(Level.INFO, "flowmon: {0} answers again", endpoint);
        }
    }

    void refused(String reason) {
        waiting = false;
        tell("refuses the connection: " + reason);
    }

    /** True if the server has not answered for so long that a new connection is worth it. */
    boolean silent(long now) {
        if (!waiting || now - waitingSince < SILENCE_NANOS) {
            return false;
        }
        waiting = false;
        tell("has not acknowledged anything for " + TimeUnit.NANOSECONDS.toSeconds(SILENCE_NANOS)
                + " s: it cannot store, or it no longer takes this service's key");
        return true;
    }

    private void tell(String what) {
        String text = endpoint + " " + what;
        if (!Objects.equals(text, trouble)) {
            trouble = text;
            LOG.log(
                    Level.WARNING,
                    "flowmon: {0}. Events wait, within their bounds; the application is not affected.",
                    text);
        }
    }
}
