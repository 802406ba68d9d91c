/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one event of a flow must tell of an action that ended, besides module and endpoint.
 *
 * @param messageType what ended, such as {@code End call}; anything if null
 * @param least how long it took, inclusive; any time if null
 * @param below how long it took, exclusive; any time if null
 */
public record ElapsedCondition(
        @Nullable String messageType,
        @Nullable Duration least,
        @Nullable Duration below) {

    /** No condition. */
    public static final ElapsedCondition NONE = new ElapsedCondition(null, null, null);
}
