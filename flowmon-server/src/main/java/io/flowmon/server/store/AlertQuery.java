/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are asked for.
 *
 * @param from those that went on then or later
 * @param to those that began before
 * @param rule the rule's id; null for all
 * @param open whether they go on; null for both
 */
public record AlertQuery(
        Instant from,
        Instant to,
        @Nullable String rule,
        @Nullable Boolean open,
        @Nullable String cursor,
        int limit) {}
