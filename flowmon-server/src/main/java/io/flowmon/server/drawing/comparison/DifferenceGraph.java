/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import io.flowmon.server.drawing.comparison.ComparedStep.Verdict;
import io.flowmon.server.drawing.graph.Graph;
import io.flowmon.server.drawing.graph.GraphBuilder;
import io.flowmon.server.drawing.graph.Mark;
import io.flowmon.server.drawing.text.Names;
import io.flowmon.server.flow.Flow;
import java.util.ArrayList;
import java.util.List;

/** A difference drawn: one numbered edge a step, and what is different said on it. */
final class DifferenceGraph {

    private DifferenceGraph() {}

    static Graph of(Difference difference) {
        GraphBuilder graph = new GraphBuilder();
        graph.note(
                "flow " + words(difference.flow()),
                "compared with " + words(difference.other()),
                "%d missing, %d additional, %d changed, %d common"
                        .formatted(
                                difference.with(Verdict.MISSING).size(),
                                difference.with(Verdict.ADDITIONAL).size(),
                                difference.with(Verdict.CHANGED).size(),
                                difference.with(Verdict.COMMON).size()));
        for (ComparedStep step : difference.steps()) {
            graph.edge(step.hop().from(), step.hop().to(), label(step), mark(step));
        }
        return graph.build();
    }

    private static String words(Flow flow) {
        String outcome = flow.outcome() == null ? "not ended" : flow.outcome();
        String part = flow.isCut()
                ? ", the first %d of %d events".formatted(flow.moments().size(), flow.storedEvents())
                : "";
        return "%s, %s%s".formatted(Names.shortened(flow.correlationId()), outcome, part);
    }

    private static List<String> label(ComparedStep step) {
        List<String> lines = new ArrayList<>();
        lines.add("(%d) %s".formatted(step.number(), Names.shortened(step.hop().name())));
        switch (step.verdict()) {
            case COMMON -> {
                if (step.flow().failed() > 0) {
                    lines.add("%s in both".formatted(step.flow().outcome()));
                }
            }
            case MISSING -> lines.add("missing" + repeated(step.other()));
            case ADDITIONAL -> lines.add("additional" + outcome(step.flow()) + repeated(step.flow()));
            case CHANGED -> lines.add("changed (%s)".formatted(String.join(", ", step.changes())));
        }
        return lines;
    }

    private static String outcome(Tally tally) {
        return tally.failed() > 0 ? ", " + tally.outcome() : "";
    }

    private static String repeated(Tally tally) {
        return tally.count() > 1 ? ", " + ComparedStep.times(tally.count()) : "";
    }

    private static Mark mark(ComparedStep step) {
        return switch (step.verdict()) {
            case COMMON -> Mark.NONE;
            case MISSING -> Mark.MISSING;
            case ADDITIONAL -> Mark.ADDITIONAL;
            case CHANGED -> Mark.CHANGED;
        };
    }
}
