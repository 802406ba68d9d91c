/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.verdict;

import io.flowmon.rules.alert.AlertSignal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of three things that a rule says.
 *
 * @param signal of an alert
 * @param beginsAnew whether the rule begins without a memory
 * @param upTo all that was received before has been judged
 */
record Verdict(
        String rule,
        @Nullable AlertSignal signal,
        boolean beginsAnew,
        @Nullable Instant upTo) {}
