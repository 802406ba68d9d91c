/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.drawing.comparison.ComparedStep;
import io.flowmon.server.drawing.comparison.Differences;
import io.flowmon.server.drawing.comparison.Hop;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.OutcomeView;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Two flows beside each other, for their page.
 *
 * @param counts how many steps there are of each verdict, by its name
 * @param slowest the step whose own work took most longer than in the other flow, whatever it waited for not counted; null
 *     if none took longer
 */
record DifferenceView(
        Side flow,
        Side other,
        Map<String, Long> counts,
        @Nullable DifferenceRow slowest,
        List<DifferenceRow> rows,
        String mermaid) {

    /** In seconds: less says nothing. */
    private static final double LEAST_GROWTH = 0.001;

    static DifferenceView of(Differences.Drawn drawn) {
        List<DifferenceRow> rows = rows(drawn.steps());
        return new DifferenceView(
                Side.of(drawn.flow()),
                Side.of(drawn.other()),
                rows.stream()
                        .collect(Collectors.groupingBy(DifferenceRow::verdict, TreeMap::new, Collectors.counting())),
                slowest(drawn.steps(), rows),
                rows,
                drawn.mermaid());
    }

    private static @Nullable DifferenceRow slowest(List<ComparedStep> steps, List<DifferenceRow> rows) {
        double[] own = new double[steps.size() + 1];
        for (ComparedStep step : steps) {
            double longer = rows.get(step.number() - 1).longerBy();
            own[step.number()] += longer;
            if (step.hop().kind() != Hop.Kind.RECEIVE) { // whoever put it into the bus did not wait for it
                own[step.parent()] -= longer;
            }
        }
        return rows.stream()
                .filter(row -> own[row.number()] > LEAST_GROWTH)
                .max(Comparator.comparingDouble(row -> own[row.number()]))
                .orElse(null);
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
                    Figures.duration(flow.duration()),
                    OutcomeView.of(flow.outcome()),
                    flow.isCut());
        }
    }
}
