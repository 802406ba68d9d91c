/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.rules.definition.Severity;
import java.time.Instant;
import java.util.Set;

/**
 * Of which alerts a channel wants to be told.
 *
 * @param least severity
 * @param rules ids; all if empty
 * @param remindBefore who was told of an alert before that is told again while it goes on and nobody sees to it
 * @param forgetBefore of alerts that were over before that, nobody is told
 * @param settledBefore an alert whose rule began anew counts as over if that was before; until then the rule may find it again
 */
public record Interest(
        Severity least, Set<String> rules, Instant remindBefore, Instant forgetBefore, Instant settledBefore) {

    public Interest {
        rules = Set.copyOf(rules);
    }
}
