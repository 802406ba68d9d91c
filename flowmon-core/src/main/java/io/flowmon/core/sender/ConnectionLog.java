/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Tells the log where events go, when the server has been out of reach for a while, and when it is back: each once an
 * outage. Used by the sender's thread alone.
 */
final class ConnectionLog {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(EventSender.class.getName());

    private final String server;
    private final boolean spooled;
    private long lastReached;
    private boolean outageTold;

    ConnectionLog(String server, boolean spooled, long now) {
        this.server = server;
        this.spooled = spooled;
        this.lastReached = now;
    }

    void starts(String module) {
        LOG.log(Level.INFO, "flowmon: recording as {0}, sending to {1}", module, server);
    }

    /** The transport took a message ({@code reached}) or refused it, at {@code now} nanoseconds. */
    void tried(boolean reached, long now) {
        if (reached) {
            lastReached = now;
            if (outageTold) {
                outageTold = false;
                LOG.log(Level.INFO, "flowmon: {0} is reached again", server);
            }
        } else if (!outageTold && now - lastReached > PATIENCE.toNanos()) {
            outageTold = true;
            LOG.log(
                    Level.WARNING,
                    "flowmon: {0} has not been reached for {1} s; events wait in the {2}, and are dropped and counted"
                            + " once it is full. The application is not affected.",
                    server,
                    PATIENCE.toSeconds(),
                    spooled ? "spool" : "queue");
        }
    }
}
