/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.middleend;

import java.math.BigDecimal;

/**
 * How long an order takes an idle backend at least.
 *
 * @param seconds the rounds that its workers need, times the time for one message
 */
record Estimate(BigDecimal seconds) {

    static Estimate of(MessageOrder order, int workers) {
        int rounds = (order.numberOfMessages() + workers - 1) / workers;
        return new Estimate(order.timeToSpend().multiply(BigDecimal.valueOf(rounds)));
    }
}
