/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.EventStore.Outage;
import java.time.Duration;
import java.time.Instant;

/** Since when this server can hear senders, and so whose silence means that they are gone. Any thread. */
public final class Hearing {

    private final EventStore events;
    private final Duration goneAfter;
    private final Instant listeningSince;

    /** @param goneAfter how long a sender may be silent */
    public Hearing(EventStore events, Duration goneAfter, Instant listeningSince) {
        this.events = events;
        this.goneAfter = goneAfter;
        this.listeningSince = listeningSince;
    }

    /**
     * A sender that was heard last before this is gone. While this server was away nobody could be heard, and while it could
     * not store nobody's word was kept.
     */
    public Instant silentBefore() {
        Instant limit = Instant.now().minus(goneAfter);
        if (listeningSince.isAfter(limit)) {
            return Instant.MIN;
        }
        Outage outage = events.lastOutage().orElse(null);
        if (outage == null || (outage.end() != null && !outage.end().isAfter(limit))) {
            return limit;
        }
        return outage.begin().minus(goneAfter);
    }
}
