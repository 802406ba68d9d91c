/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.flow;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A flow as text: the tree of its messages, each with who sent it, who handled it, for how long, and what came of it. */
public final class FlowText {

    private FlowText() {}

    public static String of(FlowDocument flow) {
        FlowTree tree = FlowTree.of(flow.events());
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"MESSAGE", "WAY", "HANDLED IN", "OUTCOME", "BEFORE THAT"});
        tree.roots().forEach(root -> addRows(tree, root, "", "", rows));
        return table(rows);
    }

    private static void addRows(FlowTree tree, Message message, String lead, String nextLead, List<String[]> rows) {
        rows.add(new String[] {
            lead + message.endpoint(), way(message), handledIn(message), outcome(message), waits(message)
        });
        List<Message> children = tree.childrenOf(message);
        for (Message child : children) {
            boolean last = child.equals(children.get(children.size() - 1));
            addRows(tree, child, nextLead + (last ? "└─ " : "├─ "), nextLead + (last ? "   " : "│  "), rows);
        }
    }

    private static String way(Message message) {
        return Stream.of(message.sent(), message.received())
                .map(events -> events.stream().map(FlowEvent::moduleType).findFirst())
                .flatMap(Optional::stream)
                .collect(joining(" → "));
    }

    private static String handledIn(Message message) {
        return Message.end(message.received())
                .map(FlowEvent::elapsedTime)
                .map(FlowText::millis)
                .orElse("?");
    }

    private static String outcome(Message message) {
        return Message.end(message.received())
                .or(() -> Message.end(message.sent()))
                .map(FlowEvent::outcome)
                .orElse("no end");
    }

    /** What the message spent before its handling began: on its way, and waiting in the receiver. */
    private static String waits(Message message) {
        List<String> waits = new ArrayList<>();
        Optional<OffsetDateTime> received =
                message.received().stream().map(FlowEvent::timestamp).findFirst();
        message.sent().stream()
                .map(FlowEvent::beginTimestamp)
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(sent -> received.flatMap(arrived -> between(sent, arrived)))
                .ifPresent(way -> waits.add(way + " on the way"));
        message.received().stream()
                .filter(event -> event.messageType().equals("Start processing"))
                .findFirst()
                .flatMap(started -> received.flatMap(arrived -> between(arrived, started.timestamp())))
                .ifPresent(wait -> waits.add(wait + " waiting for a worker"));
        return String.join(", ", waits);
    }

    /** Two clocks may disagree: unknown rather than negative. */
    private static Optional<String> between(OffsetDateTime from, OffsetDateTime to) {
        Duration time = Duration.between(from, to);
        return time.isNegative() ? Optional.empty() : Optional.of(millis(time.toNanos() / 1e9));
    }

    private static String millis(double seconds) {
        return String.format(Locale.ROOT, "%.1f ms", seconds * 1000);
    }

    private static String table(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).collect(joining("\n"));
    }

    private static String line(String[] row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < row.length; column++) {
            boolean number = column == 2;
            String padding = " ".repeat(widths[column] - row[column].length());
            line.append(number ? padding + row[column] : row[column] + padding).append("  ");
        }
        return line.toString().stripTrailing();
    }
}
