/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.drawing.FlowDrawing;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.event.Durations;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Step;
import io.flowmon.server.screen.OutcomeView;
import io.flowmon.server.text.VisibleText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One flow, for its page.
 *
 * @param storedEvents more than {@code events} if the page tells the first part of the flow alone
 * @param rest cursor of the events that the page does not tell
 * @param share the share of flows that is recorded, in percent; null when all are
 * @param steps the rows that are shown at once
 * @param moreSteps the rows behind "show more"
 * @param failures the rows that failed, for the summary at the top, the deepest ones first
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
        List<StepView> steps,
        List<StepView> moreSteps,
        List<StepView> failures,
        List<LostView> lost,
        List<TimeSpent> times,
        @Nullable String longest) {

    private static final int SHOWN_AT_ONCE = 40;
    private static final MathContext THREE_DIGITS = new MathContext(3);

    /** @param lost those of its messages that are lost */
    static FlowView of(Flow flow, Set<UUID> lost) {
        IdentityHashMap<Step, StepView> views = new IdentityHashMap<>();
        List<StepView> rows = rows(flow, views);
        List<TimeSpent> times = TimeSpent.of(flow, flow.criticalPath(), views);
        int shown = Math.min(rows.size(), SHOWN_AT_ONCE);
        return new FlowView(
                flow.correlationId(),
                VisibleText.of(flow.moments().get(0).event().endpoint()),
                flow.start(),
                Durations.text(flow.duration()),
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
                rows.subList(0, shown),
                rows.subList(shown, rows.size()),
                rows.stream()
                        .filter(StepView::failed)
                        .sorted(Comparator.comparingInt(row -> -row.indent()))
                        .toList(),
                lost(flow, lost, views),
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
        return rate < 1
                ? BigDecimal.valueOf(rate)
                        .scaleByPowerOfTen(2)
                        .round(THREE_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                : null;
    }

    private static List<LostView> lost(Flow flow, Set<UUID> lost, IdentityHashMap<Step, StepView> views) {
        return flow.messages().stream()
                .filter(message ->
                        lost.contains(message.id()) && !message.sent().isEmpty())
                .map(message -> new LostView(
                        message.id(),
                        Objects.requireNonNull(views.get(message.sent().get(0)))))
                .toList();
    }

    /** @param views takes up the row of each step */
    private static List<StepView> rows(Flow flow, IdentityHashMap<Step, StepView> views) {
        TimeScale scale = TimeScale.of(flow);
        List<StepView> rows = new ArrayList<>();
        for (Message message : flow.messages()) {
            message.steps().forEach(step -> rows.add(row(flow, scale, rows.size() + 1, message, step, views)));
        }
        for (Step step : flow.unattached()) {
            rows.add(row(flow, scale, rows.size() + 1, null, step, views));
        }
        return rows;
    }

    private static StepView row(
            Flow flow,
            TimeScale scale,
            int number,
            @Nullable Message message,
            Step step,
            IdentityHashMap<Step, StepView> views) {
        StepView view = StepView.of(flow, scale, number, message, step);
        views.put(step, view);
        return view;
    }
}
