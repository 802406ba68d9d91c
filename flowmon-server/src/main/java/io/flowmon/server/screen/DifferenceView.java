/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.drawing.comparison.ComparedStep;
import io.flowmon.server.drawing.comparison.Differences;
import io.flowmon.server.event.Durations;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Two flows beside each other, for their page.
 *
 * @param counts how many steps there are of each verdict, by its name
 * @param slowest the step that took most longer than in the other flow; null if none took longer
 */
record DifferenceView(
        Side flow,
        Side other,
        Map<String, Long> counts,
        @Nullable DifferenceRow slowest,
        List<DifferenceRow> rows,
        String mermaid) {

    static DifferenceView of(Differences.Drawn drawn) {
        List<DifferenceRow> rows = rows(drawn.steps());
        Optional<DifferenceRow> slowest = rows.stream()
                .filter(row -> row.longerBy() > 0)
                .max(Comparator.comparingDouble(DifferenceRow::longerBy));
        return new DifferenceView(
                Side.of(drawn.flow()),
                Side.of(drawn.other()),
                rows.stream()
                        .collect(Collectors.groupingBy(DifferenceRow::verdict, TreeMap::new, Collectors.counting())),
                slowest.orElse(null),
                rows,
                drawn.mermaid());
    }

    private static List<DifferenceRow> rows(List<ComparedStep> steps) {
        int[] depths = new int[steps.size() + 1];
        List<DifferenceRow> rows = new ArrayList<>();
        for (ComparedStep step : steps) {
            depths[step.number()] = step.parent() == 0 ? 0 : depths[step.parent()] + 1;
            rows.add(DifferenceRow.of(step, depths[step.number()]));
        }
        return rows;
    }

    /** One of the two. */
    record Side(String correlationId, String entry, Instant start, String duration, OutcomeView outcome, boolean cut) {

        static Side of(Flow flow) {
            return new Side(
                    flow.correlationId(),
                    VisibleText.of(flow.moments().get(0).event().endpoint()),
                    flow.start(),
                    Durations.text(flow.duration()),
                    OutcomeView.of(flow.outcome()),
                    flow.isCut());
        }
    }
}
