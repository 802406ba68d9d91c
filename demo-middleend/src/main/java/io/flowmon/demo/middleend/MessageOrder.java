/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.middleend;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a caller orders: so many messages, each of which keeps a worker of the backend busy for so long.
 *
 * @param numberOfMessages how many messages
 * @param timeToSpend seconds, decimals allowed
 * @param fault what is to go wrong with it; absent: nothing
 */
record MessageOrder(
        @NotNull @Min(1) @Max(500) Integer numberOfMessages,
        @NotNull @DecimalMin("0") @DecimalMax("10") BigDecimal timeToSpend,
        @Nullable Fault fault) {}
