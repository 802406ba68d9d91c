/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.frontend;

import java.math.BigDecimal;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order.
 *
 * @param accepted how many messages are on their way to the backend
 * @param estimatedSeconds how long the backend needs at least
 * @param correlationId names the flow of this order; absent when flows are not recorded
 * @param flowUrl where that flow is drawn; absent likewise
 */
record Dispatch(
        int accepted,
        BigDecimal estimatedSeconds,
        @Nullable String correlationId,
        @Nullable URI flowUrl) {}
