/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.server.flow.Message.Placement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Puts messages below their parents. Every message comes out exactly once, whatever the ids claim: a parent that is not
 * there makes an orphan, and a circle is cut at its earliest message. Linear in time, and no recursion, so that no depth
 * that data may claim can exhaust the stack.
 */
final class MessageTree {

    private final Map<UUID, List<MessageDraft>> children = new HashMap<>();
    private final Set<UUID> placed = new HashSet<>();
    private final List<Message> messages = new ArrayList<>();

    private MessageTree() {}

    /** Takes the messages by time; gives them with parents first, siblings by time. */
    static List<Message> of(Map<UUID, MessageDraft> drafts) {
        return new MessageTree().build(drafts);
    }

    private List<Message> build(Map<UUID, MessageDraft> drafts) {
        Collection<MessageDraft> byTime = drafts.values();
        for (MessageDraft draft : byTime) {
            UUID parent = draft.parentId();
            if (parent != null) {
                children.computeIfAbsent(parent, id -> new ArrayList<>()).add(draft);
            }
        }
        for (MessageDraft draft : byTime) {
            UUID parent = draft.parentId();
            if (parent == null) {
                placeTree(draft, Placement.ROOT);
            } else if (!drafts.containsKey(parent)) {
                placeTree(draft, Placement.ORPHAN);
            }
        }
        for (MessageDraft draft : byTime) {
            placeTree(draft, Placement.CYCLE);
        }
        return messages;
    }

    private void placeTree(MessageDraft root, Placement placement) {
        Deque<Pending> pending = new ArrayDeque<>();
        pending.push(new Pending(root, placement, 0));
        while (!pending.isEmpty()) {
            Pending next = pending.pop();
            if (!placed.add(next.draft.id())) {
                continue;
            }
            messages.add(next.draft.place(next.placement, next.depth));
            List<MessageDraft> below = children.getOrDefault(next.draft.id(), List.of());
            for (int i = below.size() - 1; i >= 0; i--) {
                pending.push(new Pending(below.get(i), Placement.CHILD, next.depth + 1));
            }
        }
    }

    private record Pending(MessageDraft draft, Placement placement, int depth) {}
}
