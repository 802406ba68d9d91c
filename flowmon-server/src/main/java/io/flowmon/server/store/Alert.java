/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.definition.Severity;
import java.time.Instant;

/**
 * An alert as it stands in the store: what the rule concluded last, in the rule's words of that time.
 *
 * @param name the rule's, for people
 * @param unit of the values, for people; may be empty
 * @param updatedAt when that was stored, by the server's clock
 */
public record Alert(
        AlertSignal last,
        String name,
        Severity severity,
        String meaning,
        String whatToDo,
        String unit,
        Instant updatedAt) {}
