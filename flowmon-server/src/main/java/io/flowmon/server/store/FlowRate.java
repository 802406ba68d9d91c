/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The flows that began in one part of the time range; a flow that began before the range counts where its first event within
 * it lies.
 *
 * @param count flows; where they are sampled, the number that they stand for, rounded
 * @param failed those of them with an action that ended otherwise than {@code ok}, counted likewise
 * @param durationSeconds from the first event within the range to the last; null when there is no flow
 */
public record FlowRate(
        Instant from,
        Instant to,
        long count,
        long failed,
        @Nullable Percentiles durationSeconds) {}
