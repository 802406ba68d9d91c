/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A flow as text: its messages as an indented tree, each with who sent and received it, for how long, and what came of it. */
final class FlowText {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Flow flow;
    private final List<List<String>> rows = new ArrayList<>();

    private FlowText(Flow flow) {
        this.flow = flow;
    }

    static String of(Flow flow) {
        return new FlowText(flow).write();
    }

    /** Such as {@code 12.5 ms} and {@code 1.25 s}. */
    static String time(@Nullable Duration duration) {
        if (duration == null) {
            return "";
        }
        double millis = duration.toNanos() / NANOS_PER_MILLI;
        return millis < 1000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }

    private String write() {
        String outcome = Outcomes.worst(flow.steps());
        String head = "The flow " + flow.correlationId() + ", " + time(flow.duration()) + ", "
                + (outcome == null ? "no outcome yet" : outcome) + ":\n";
        flow.unattached().forEach(step -> row("", step.endpoint(), step.module(), List.of(step), false));
        List<HopTree.Place> places = flow.places();
        for (int i = 0; i < places.size(); i++) {
            Hop hop = places.get(i).hop();
            int depth = places.get(i).depth();
            row("  ".repeat(depth), hop.endpoint(), way(hop), hop.sides().toList(), hop.unreceived());
            hop.within()
                    .forEach(step -> row("  ".repeat(depth + 1), step.endpoint(), step.module(), List.of(step), false));
        }
        return head + table();
    }

    private void row(String indent, String name, String way, List<Step> steps, boolean unreceived) {
        Step shown = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        String outcome = Outcomes.worst(steps);
        String detail = steps.stream()
                .filter(step -> Objects.equals(step.outcome(), outcome))
                .map(Step::detail)
                .filter(text -> !text.isEmpty())
                .reduce((first, last) -> last)
                .orElse("");
        List<String> notes = new ArrayList<>(List.of(outcome == null ? "" : outcome, detail));
        if (steps.stream().anyMatch(Step::open)) {
            notes.add("not ended");
        }
        if (unreceived) {
            notes.add("not received");
        }
        notes.removeIf(String::isEmpty);
        rows.add(List.of(indent + name, way, time(shown == null ? null : shown.elapsed()), String.join(", ", notes)));
    }

    private static String way(Hop hop) {
        String from = modules(hop.sent());
        String to = modules(hop.received());
        return Stream.of(from, to.isEmpty() ? "" : "→ " + to)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String modules(List<Step> steps) {
        return steps.stream().map(Step::module).distinct().collect(Collectors.joining(", "));
    }

    private String table() {
        return rows.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width =
                    rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
            String padding = " ".repeat(width - row.get(column).length());
            boolean number = column == 2;
            line.append("  ").append(number ? padding + row.get(column) : row.get(column) + padding);
        }
        return line.toString().stripTrailing();
    }
}
