/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which actions to measure.
 *
 * @param from inclusive
 * @param to exclusive
 * @param buckets equal parts that the range is cut into, 1 to 1000
 */
public record LatencyQuery(
        Instant from,
        Instant to,
        @Nullable String module,
        @Nullable String endpoint,
        @Nullable String messageType,
        int buckets) {}
