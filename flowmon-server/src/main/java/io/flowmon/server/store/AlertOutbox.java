/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What channels have been told of alerts, and so what they are still to be told. There is no queue that could run full or
 * be lost: what is due follows from the alerts themselves. Any thread.
 */
public interface AlertOutbox {

    /**
     * Makes a channel known, if it is not: it is told of what goes on then and of what comes later, not of what was over.
     *
     * @throws IOException when it cannot be kept now
     */
    void open(String channel, Instant now) throws IOException;

    /**
     * What an open channel is to be told, most severe and oldest first.
     *
     * @param limit how many at most
     * @throws IOException when it cannot be read now
     */
    List<Untold> untold(String channel, Interest interest, int limit) throws IOException;

    /**
     * Notes that the channel has been told of these; returns once that is on disk.
     *
     * @throws IOException when it cannot be kept now; the channel is then told again
     */
    void told(String channel, List<HandledAlert> alerts, Instant now) throws IOException;
}
