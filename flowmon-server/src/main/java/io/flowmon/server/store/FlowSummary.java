/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow in one line.
 *
 * @param start the earliest event's time
 * @param duration from the first event to the last
 * @param modules module types in the order of their first event
 * @param entryEndpoint the endpoint of the flow's first event
 * @param steps number of actions that have ended
 * @param events number of events
 * @param outcome the worst outcome among the ended actions; null while none has ended
 * @param weight how many flows it stands for: more than one where flows are sampled
 */
public record FlowSummary(
        String correlationId,
        Instant start,
        Duration duration,
        List<String> modules,
        @Nullable String entryEndpoint,
        long steps,
        long events,
        @Nullable String outcome,
        double weight) {}
