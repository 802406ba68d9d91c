/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.flow.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are drawn one by one, and which are told together. Siblings that look the same (same endpoint, same
 * modules, same worst outcome below them) are drawn up to {@value #DRAWN_OF_A_GROUP}, and from
 * {@value #SMALLEST_GROUP} on the rest stands in one fold. What hangs below a folded message is not drawn.
 */
final class Folding {

    private static final int SMALLEST_GROUP = 7;
    private static final int DRAWN_OF_A_GROUP = 3;

    private final Map<UUID, @Nullable String> worstBelow = new HashMap<>();
    private final Map<UUID, Fold> folds = new HashMap<>();
    private final Set<UUID> hidden = new HashSet<>();

    Folding(Flow flow) {
        List<Message> messages = flow.messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            judge(messages.get(i));
        }
        Map<Likeness, List<Message>> groups = new LinkedHashMap<>();
        for (Message message : messages) {
            groups.computeIfAbsent(likeness(message), key -> new ArrayList<>()).add(message);
        }
        groups.values().stream().filter(group -> group.size() >= SMALLEST_GROUP).forEach(this::fold);
        for (Message message : messages) {
            if (isBelowFold(message)) {
                hidden.add(message.id());
            }
        }
    }

    /** The fold that tells about the message, or null when it is drawn by itself or hidden. */
    @Nullable
    Fold foldOf(Message message) {
        return folds.get(message.id());
    }

    /** Whether the message hangs below a folded one. */
    boolean isHidden(Message message) {
        return hidden.contains(message.id());
    }

    private void fold(List<Message> group) {
        List<Message> rest = group.subList(DRAWN_OF_A_GROUP, group.size());
        Fold fold = new Fold(rest);
        rest.forEach(message -> folds.put(message.id(), fold));
    }

    /** Parents stand before their children, so a parent has been judged already. */
    private boolean isBelowFold(Message message) {
        UUID parent = message.parentId();
        return message.placement() == Message.Placement.CHILD && (folds.containsKey(parent) || hidden.contains(parent));
    }

    private void judge(Message message) {
        String worst = Outcomes.worst(
                Stream.concat(message.steps().map(Step::outcome), Stream.ofNullable(worstBelow.get(message.id()))));
        worstBelow.put(message.id(), worst);
        UUID parent = message.parentId();
        if (parent != null && message.placement() == Message.Placement.CHILD) {
            worstBelow.put(parent, Outcomes.worst(Stream.of(worst, worstBelow.get(parent))));
        }
    }

    private Likeness likeness(Message message) {
        return new Likeness(
                message.placement() == Message.Placement.CHILD ? message.parentId() : null,
                message.kind(),
                message.endpoint(),
                modules(message.sent()),
                modules(message.received()),
                worstBelow.get(message.id()),
                message.steps().anyMatch(Step::open));
    }

    private static List<String> modules(List<Step> steps) {
        return steps.stream().map(Step::moduleType).distinct().toList();
    }

    private record Likeness(
            @Nullable UUID parent,
            Message.Kind kind,
            String endpoint,
            List<String> senders,
            List<String> receivers,
            @Nullable String worst,
            boolean open) {}
}
