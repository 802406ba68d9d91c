/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.zeromq;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.server.store.EventBatch;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message that came in, understood as far as it can be. */
sealed interface Received {

    /**
     * Something to be stored.
     *
     * @param undecodable why the payload is none, for the sender; null when it is one
     */
    record Batch(EventBatch batch, @Nullable String undecodable) implements Received {}

    /** A sender's word on itself. */
    record Report(UUID session, HeartbeatReport report) implements Received {}
}
