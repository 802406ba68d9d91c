/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as its file says it.
 *
 * @param id the file's name without {@code .sql}
 * @param file what the file is called in messages
 * @param name for people
 * @param meaning what it means when the rule raises an alert
 * @param whatToDo the first thing to try then
 * @param unit of the values, for people: {@code s}, {@code calls/s}; may be empty
 * @param resolveAfter without an observation above the threshold for so long, an alert is over
 * @param waitsForSenders whether its clock stands still while a living sender still holds events back, which rules about
 *     something that did not come need
 * @param comparison what the server can tell of its values; null if the file does not say
 * @param text the whole file
 * @param firstLine the query's first line, from 1
 */
public record RuleDefinition(
        String id,
        String file,
        String name,
        Severity severity,
        String meaning,
        String whatToDo,
        String unit,
        Duration resolveAfter,
        boolean waitsForSenders,
        List<Parameter> parameters,
        @Nullable Comparison comparison,
        String text,
        int firstLine) {}
