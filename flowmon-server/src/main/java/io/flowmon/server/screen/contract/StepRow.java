/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.contract;

import io.flowmon.server.contract.StepDocument;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.text.VisibleText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a contract, as a line of its list.
 *
 * @param module null for whoever handles it
 * @param outcomes other ones than {@code ok} alone; null where that is asked for, as mostly
 */
record StepRow(
        int level,
        @Nullable String module,
        String endpoint,
        String count,
        boolean optional,
        boolean anyOutcome,
        @Nullable String outcomes,
        @Nullable String within,
        @Nullable String takes,
        boolean sequential,
        boolean othersForbidden) {

    static StepRow of(StepDocument step) {
        String module = step.module();
        return new StepRow(
                step.level(),
                module == null ? null : VisibleText.line(module),
                VisibleText.line(step.endpoint()),
                step.count().replace("..*", "+").replace("..", "–"),
                step.optional(),
                step.outcomes().isEmpty(),
                step.outcomes().equals(List.of("ok"))
                        ? null
                        : String.join(", ", step.outcomes()).replace('_', ' '),
                Figures.seconds(step.within()),
                Figures.seconds(step.takes()),
                step.order().equals("sequential"),
                step.others().equals("forbidden"));
    }
}
