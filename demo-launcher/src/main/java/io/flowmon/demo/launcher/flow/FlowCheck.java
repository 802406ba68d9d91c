/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.flow;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Whether a flow is complete: the expected number of events of each module, one correlation id, an end to every action,
 * every sent message received, and one tree with one root.
 */
public final class FlowCheck {

    private final String correlationId;
    private final Map<String, Long> expected;

    private FlowCheck(String correlationId, Map<String, Long> expected) {
        this.correlationId = correlationId;
        this.expected = expected;
    }

    /** The demo's flow of one order: 6 events of the frontend, 4 + N of the middle-end, 3 N of the backend. */
    public static FlowCheck ofOrder(String correlationId, int messages) {
        return new FlowCheck(
                correlationId, Map.of("frontend", 6L, "middleend", 4L + messages, "backend", 3L * messages));
    }

    /** What is missing or wrong, a sentence each; empty when the flow is complete. */
    public List<String> problems(FlowDocument flow) {
        List<String> problems = new ArrayList<>();
        checkCounts(flow.events(), problems);
        checkIds(flow.events(), problems);
        checkEnds(flow.events(), problems);
        FlowTree tree = FlowTree.of(flow.events());
        checkPairs(tree, problems);
        checkShape(tree, problems);
        return problems;
    }

    private void checkCounts(List<FlowEvent> events, List<String> problems) {
        Map<String, Long> counts =
                new TreeMap<>(events.stream().collect(groupingBy(FlowEvent::moduleType, counting())));
        expected.forEach((module, count) -> counts.putIfAbsent(module, 0L));
        counts.forEach((module, count) -> {
            long wanted = expected.getOrDefault(module, 0L);
            if (count != wanted) {
                problems.add("%s reported %d events instead of %d".formatted(module, count, wanted));
            }
        });
    }

    private void checkIds(List<FlowEvent> events, List<String> problems) {
        Set<UUID> seen = new HashSet<>();
        for (FlowEvent event : events) {
            if (!event.correlationId().equals(correlationId)) {
                problems.add("%s of %s has the correlation id %s"
                        .formatted(event.messageType(), event.moduleType(), event.correlationId()));
            }
            if (!seen.add(event.eventId())) {
                problems.add("Event %s is there twice".formatted(event.eventId()));
            }
        }
    }

    private static void checkEnds(List<FlowEvent> events, List<String> problems) {
        events.stream()
                .filter(event -> event.actionId() != null)
                .collect(groupingBy(event -> Objects.requireNonNull(event.actionId())))
                .forEach((action, reported) -> {
                    if (reported.stream().noneMatch(FlowEvent::isEnd)) {
                        FlowEvent begun = reported.get(0);
                        problems.add("%s of %s, %s, has no end"
                                .formatted(begun.messageType(), begun.moduleType(), begun.endpoint()));
                    }
                });
    }

    private static void checkPairs(FlowTree tree, List<String> problems) {
        for (Message message : tree.messages()) {
            if (message.received().isEmpty()) {
                problems.add(
                        "%s was sent as message %s and never received".formatted(message.endpoint(), message.id()));
            }
            if (message.sent().isEmpty() && !message.parents().isEmpty()) {
                problems.add(
                        "%s was received as message %s and never sent".formatted(message.endpoint(), message.id()));
            }
        }
    }

    private static void checkShape(FlowTree tree, List<String> problems) {
        List<Message> roots = tree.roots();
        if (roots.size() != 1) {
            problems.add("The messages have %d roots instead of one".formatted(roots.size()));
        }
        for (Message message : tree.messages()) {
            if (message.parents().size() > 1) {
                problems.add("Message %s has several parents: %s".formatted(message.id(), message.parents()));
            }
            for (UUID parent : message.parents()) {
                if (!tree.contains(parent)) {
                    problems.add(
                            "%s has the parent %s, which is not in the flow".formatted(message.endpoint(), parent));
                }
            }
        }
        Set<Message> reached = new HashSet<>();
        roots.forEach(root -> reach(tree, root, reached));
        if (reached.size() != tree.messages().size()) {
            problems.add("%d messages hang on no root".formatted(tree.messages().size() - reached.size()));
        }
    }

    private static void reach(FlowTree tree, Message from, Set<Message> reached) {
        if (reached.add(from)) {
            tree.childrenOf(from).forEach(child -> reach(tree, child, reached));
        }
    }
}
