/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.drawing.FlowDrawing;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.OutcomeView;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One flow, for its page.
 *
 * @param storedEvents more than {@code events} if the page tells the first part of the flow alone
 * @param rest cursor of the events that the page does not tell
 * @param share the share of flows that is recorded, in percent; null when all are
 * @param part the part of its time line that the page shows
 * @param steps the rows that are shown at once
 * @param moreSteps the rows behind "show more"
 * @param failures rows that failed, for the summary at the top, the deepest ones first
 * @param allFailures how many rows failed
 * @param lost the messages that nobody received in time
 * @param times the largest parts of its time
 * @param longest anchor of the row where most of its time went; null if none stands out
 */
record FlowView(
        String correlationId,
        String entry,
        Instant start,
        String duration,
        List<String> modules,
        long ended,
        long open,
        int messages,
        int events,
        long storedEvents,
        @Nullable String rest,
        @Nullable String share,
        OutcomeView outcome,
        String sequence,
        List<String> ticks,
        StepRows.Part part,
        List<StepView> steps,
        List<StepView> moreSteps,
        List<StepView> failures,
        long allFailures,
        List<LostView> lost,
        List<TimeSpent> times,
        @Nullable String longest) {

    private static final int SHOWN_AT_ONCE = 40;
    private static final int MOST_FAILURES = 10;

    /**
     * Of a flow.
     *
     * @param lost those of its messages that are lost
     * @param step number of a step that the page must show
     */
    static FlowView of(Flow flow, Set<UUID> lost, int step) {
        StepRows rows = new StepRows(flow, step);
        List<StepView> steps = rows.shown();
        List<TimeSpent> times = TimeSpent.of(flow, flow.criticalPath(), rows);
        int shown = Math.min(steps.size(), SHOWN_AT_ONCE);
        return new FlowView(
                flow.correlationId(),
                VisibleText.of(flow.moments().get(0).event().endpoint()),
                flow.start(),
                Figures.duration(flow.duration()),
                flow.modules().stream().map(VisibleText::of).toList(),
                flow.endedSteps(),
                flow.openSteps(),
                flow.messages().size(),
                flow.moments().size(),
                flow.storedEvents(),
                flow.restOfEvents(),
                share(flow),
                OutcomeView.of(flow.outcome()),
                FlowDrawing.draw(flow, DrawingFormat.MERMAID),
                TimeScale.of(flow).ticks(),
                rows.part(),
                steps.subList(0, shown),
                steps.subList(shown, steps.size()),
                rows.failed(MOST_FAILURES),
                rows.failures(),
                lost(flow, lost, rows),
                times,
                times.isEmpty() || !times.get(0).outstanding()
                        ? null
                        : times.get(0).step().anchor());
    }

    private static @Nullable String share(Flow flow) {
        double rate = flow.moments().stream()
                .mapToDouble(moment -> moment.event().sampleRate())
                .min()
                .orElse(1);
        return rate < 1 ? Figures.share(rate) : null;
    }

    private static List<LostView> lost(Flow flow, Set<UUID> lost, StepRows rows) {
        return flow.messages().stream()
                .filter(message ->
                        lost.contains(message.id()) && !message.sent().isEmpty())
                .map(message ->
                        new LostView(message.id(), rows.of(message.sent().get(0))))
                .toList();
    }
}
