/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.flow.Step;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.OutcomeView;
import io.flowmon.server.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of the time line, with its events below.
 *
 * @param anchor the row's id in the page
 * @param link leads to the row, on this page or on that which shows it
 * @param what the key of the word for what the module did
 * @param hue index of the module's colour
 * @param indent how far it stands to the right, in levels
 * @param remark the key of what is unusual about its place, or null
 * @param curl null if it is no call
 */
record StepView(
        String anchor,
        String link,
        String module,
        int hue,
        String what,
        String endpoint,
        int indent,
        OutcomeView outcome,
        @Nullable String bus,
        @Nullable String queued,
        @Nullable String work,
        @Nullable String total,
        @Nullable String remark,
        boolean sender,
        boolean failed,
        @Nullable String errorType,
        @Nullable String errorMessage,
        List<BarView> bars,
        List<EventView> events,
        @Nullable CurlView curl) {

    private static final int MAX_INDENT = 8;
    private static final int HUES = 6;

    static StepView of(Flow flow, TimeScale scale, int number, String link, @Nullable Message message, Step step) {
        boolean failed = Outcomes.failed(step.outcome());
        boolean timed = step.closing() != null || step.open();
        return new StepView(
                anchor(number),
                link,
                VisibleText.of(step.moduleType()),
                flow.modules().indexOf(step.moduleType()) % HUES,
                what(message, step),
                VisibleText.of(
                        step.isSender() || step.isReceiver()
                                ? step.main().endpoint()
                                : step.main().messageType()),
                Math.min(MAX_INDENT, indent(message, step)),
                timed
                        ? OutcomeView.of(
                                step.closing() == null ? null : Objects.requireNonNullElse(step.outcome(), "ok"))
                        : new OutcomeView("", "none"),
                text(step.waitedInBus()),
                text(step.waitedInReceiver()),
                text(step.work()),
                text(total(step)),
                remark(message, step),
                step.isSender(),
                failed,
                step.closing() == null || step.closing().errorType() == null
                        ? null
                        : VisibleText.of(step.closing().errorType()),
                step.closing() == null || step.closing().errorMessage() == null
                        ? null
                        : VisibleText.of(step.closing().errorMessage()),
                bars(flow, scale, step, failed),
                step.events().stream()
                        .map(event -> EventView.of(event, flow.start()))
                        .toList(),
                CurlView.of(message, step));
    }

    static String anchor(int number) {
        return "step-" + number;
    }

    private static String what(@Nullable Message message, Step step) {
        if (!step.isSender() && !step.isReceiver()) {
            return "step.own";
        }
        boolean bus = message != null && message.kind() == Message.Kind.MESSAGE;
        if (step.isSender()) {
            return bus ? "step.sends" : "step.calls";
        }
        return bus ? "step.receives" : "step.answers";
    }

    /** Sender and receiver of a message are a level apart. */
    static int indent(@Nullable Message message, Step step) {
        if (message == null) {
            return 0;
        }
        int level = 2 * message.depth();
        if (step.isSender()) {
            return Math.max(0, level - 1);
        }
        return step.isReceiver() ? level : level + 1;
    }

    private static @Nullable String remark(@Nullable Message message, Step step) {
        if (message == null) {
            return "remark.unattached";
        }
        if (message.unreceived() && step.isSender()) {
            return "remark.unreceived";
        }
        return switch (message.placement()) {
            case ORPHAN -> "remark.orphan";
            case CYCLE -> "remark.cycle";
            case ROOT, CHILD -> null;
        };
    }

    /** From receipt to end, whatever it was spent on. */
    private static @Nullable Duration total(Step step) {
        Duration work = step.work();
        Duration wait = step.waitedInReceiver();
        return work == null || wait == null ? work : work.plus(wait);
    }

    private static List<BarView> bars(Flow flow, TimeScale scale, Step step, boolean failed) {
        List<BarView> bars = new ArrayList<>();
        Instant at = step.begin();
        if (step.waitedInBus() != null) {
            bars.add(scale.bar("bus", Figures.duration(step.waitedInBus()), at.minus(step.waitedInBus()), at));
        }
        if (step.waitedInReceiver() != null) {
            Instant started = at.plus(step.waitedInReceiver());
            bars.add(scale.bar("wait", Figures.duration(step.waitedInReceiver()), at, started));
            at = started;
        }
        if (step.work() != null) {
            String kind = failed ? "failed" : step.isSender() ? "sent" : "work";
            bars.add(scale.bar(kind, Figures.duration(step.work()), at, at.plus(step.work())));
        } else if (step.open()) {
            bars.add(scale.bar("open", "", at, flow.end()));
        } else {
            bars.add(scale.bar("moment", "", at, at));
        }
        return bars;
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : Figures.duration(duration);
    }
}
