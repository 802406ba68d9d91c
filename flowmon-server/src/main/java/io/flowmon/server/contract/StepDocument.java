/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.event.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that a contract expects, as it stands in the list of all of them, each before those that it causes.
 *
 * @param level 0 for the flow's first message, one more for what is caused by it
 * @param module pattern of who handles it; absent for whoever does
 * @param count how many below one message of the step above: {@code 1}, {@code 1..5} or {@code 1..*}
 * @param optional whether there may also be none
 * @param outcomes one of which each side must report; empty for any
 * @param within seconds from the flow's begin to the end of handling it; absent without a limit
 * @param takes seconds that handling it may take; absent without a limit
 * @param order {@code sequential} if those below begin in the order in which they stand here, else {@code any}
 * @param others {@code forbidden} if there must be no other messages below, else {@code allowed}
 */
public record StepDocument(
        int level,
        @Nullable String module,
        String endpoint,
        String count,
        boolean optional,
        List<String> outcomes,
        @Nullable Double within,
        @Nullable Double takes,
        String order,
        String others) {

    public StepDocument {
        outcomes = List.copyOf(outcomes);
    }

    static List<StepDocument> of(Contract contract) {
        List<StepDocument> all = new ArrayList<>();
        add(all, 0, contract.root(), contract.within());
        return List.copyOf(all);
    }

    private static void add(List<StepDocument> all, int level, ExpectedStep step, @Nullable Duration within) {
        Glob module = step.module();
        all.add(new StepDocument(
                level,
                module == null ? null : module.text(),
                step.endpoint().text(),
                step.count().toString(),
                step.optional(),
                step.outcomes().stream().sorted().toList(),
                seconds(within),
                seconds(step.takes()),
                step.inOrder() ? "sequential" : "any",
                step.othersForbidden() ? "forbidden" : "allowed"));
        step.steps().forEach(below -> add(all, level + 1, below, below.within()));
    }

    static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : Double.valueOf(Durations.seconds(duration));
    }
}
