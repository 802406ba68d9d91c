/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.frontend;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a person orders in the form.
 *
 * @param numberOfMessages how many messages the backend is to get
 * @param timeToSpend seconds that it works on each, decimals allowed
 * @param fault what is to go wrong with it; absent: nothing
 */
record MessageOrder(
        @NotNull(message = "Say how many messages.")
        @Min(value = 1, message = "At least 1 message.")
        @Max(value = 500, message = "At most 500 messages.")
        Integer numberOfMessages,

        @NotNull(message = "Say how many seconds.")
        @DecimalMin(value = "0", message = "At least 0 seconds.")
        @DecimalMax(value = "10", message = "At most 10 seconds.")
        BigDecimal timeToSpend,

        @Nullable Fault fault) {

    /** What an empty form starts with. */
    static MessageOrder initial() {
        return new MessageOrder(3, new BigDecimal("0.2"), null);
    }
}
