/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.core.event.MessageTypes;
import io.flowmon.server.event.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Orders a flow's events: causes before effects, otherwise by time. Topological sorting (Kahn) over a queue by time,
 * in which an effect counts as no earlier than its cause, so that a module whose clock is behind stands where it
 * belongs. Causes are: an action's earlier event, the sender's begin for the receiver, the receiver's end for a
 * caller's, and the handling of a message for what was sent meanwhile. Claims that contradict each other are broken at
 * the earliest event.
 */
final class CausalOrder {

    private static final Comparator<Node> BY_TIME = Comparator.comparing((Node node) -> node.time)
            .thenComparingLong(node -> node.moment.event().sequence());

    private final List<Node> nodes = new ArrayList<>();
    private final Map<UUID, Ends> endsByMessage = new HashMap<>();

    private CausalOrder() {}

    static List<Moment> of(List<Message> messages, List<Step> unattached) {
        CausalOrder order = new CausalOrder();
        for (Message message : messages) {
            order.add(message);
        }
        for (Step step : unattached) {
            order.chain(step, null);
        }
        return order.sort();
    }

    /** Parents come before their children in the list, so a parent's nodes are there already. */
    private void add(Message message) {
        Ends ends = new Ends();
        for (Step step : message.sent()) {
            ends.addSent(chain(step, message));
        }
        for (Step step : message.received()) {
            Chain chain = chain(step, message);
            link(ends.firstSent, chain.first);
            ends.addReceived(chain);
        }
        for (Step step : message.within()) {
            link(ends.firstReceived, chain(step, message).first);
        }
        if (message.kind() == Message.Kind.CALL && message.sent().size() == 1 && ends.lastReceived != null) {
            linkToEnd(ends);
        }
        Ends parent = message.parentId() == null ? null : endsByMessage.get(message.parentId());
        if (parent != null) {
            link(parent.firstReceived, ends.firstSent == null ? ends.firstReceived : ends.firstSent);
        }
        endsByMessage.put(message.id(), ends);
    }

    private static void linkToEnd(Ends ends) {
        if (ends.lastSent != null && ends.lastSent != ends.firstSent) {
            link(ends.lastReceived, ends.lastSent);
        }
    }

    private Chain chain(Step step, @Nullable Message message) {
        Node first = null;
        Node previous = null;
        for (StoredEvent event : step.events()) {
            Node node = new Node(new Moment(event, step, message), timeOf(event));
            nodes.add(node);
            link(previous, node);
            first = first == null ? node : first;
            previous = node;
        }
        return new Chain(first, previous);
    }

    /** A send is reported when it is done; what it caused may have begun before that. */
    private static Instant timeOf(StoredEvent event) {
        Instant begin = event.beginTimestamp();
        return begin != null && event.messageType().equals(MessageTypes.SEND_MESSAGE) ? begin : event.timestamp();
    }

    private static void link(@Nullable Node cause, @Nullable Node effect) {
        if (cause != null && effect != null && cause != effect) {
            cause.effects.add(effect);
            effect.openCauses++;
        }
    }

    private List<Moment> sort() {
        PriorityQueue<Node> ready = new PriorityQueue<>(BY_TIME);
        for (Node node : nodes) {
            if (node.openCauses == 0) {
                ready.add(node);
            }
        }
        List<Node> stuck = new ArrayList<>(nodes);
        stuck.sort(BY_TIME);
        int nextStuck = 0;
        List<Moment> sorted = new ArrayList<>(nodes.size());
        while (sorted.size() < nodes.size()) {
            Node node = ready.poll();
            if (node == null) {
                node = stuck.get(nextStuck++);
            }
            if (node.done) {
                continue;
            }
            node.done = true;
            sorted.add(node.moment);
            for (Node effect : node.effects) {
                effect.follow(node.time, ready);
            }
        }
        return sorted;
    }

    private record Chain(@Nullable Node first, @Nullable Node last) {}

    private static final class Ends {
        private @Nullable Node firstSent;
        private @Nullable Node lastSent;
        private @Nullable Node firstReceived;
        private @Nullable Node lastReceived;

        void addSent(Chain chain) {
            firstSent = firstSent == null ? chain.first : firstSent;
            lastSent = chain.last;
        }

        void addReceived(Chain chain) {
            firstReceived = firstReceived == null ? chain.first : firstReceived;
            lastReceived = chain.last;
        }
    }

    private static final class Node {
        private final Moment moment;
        private final List<Node> effects = new ArrayList<>();
        private Instant time;
        private int openCauses;
        private boolean done;

        Node(Moment moment, Instant time) {
            this.moment = moment;
            this.time = time;
        }

        void follow(Instant cause, PriorityQueue<Node> ready) {
            if (cause.isAfter(time)) {
                time = cause;
            }
            openCauses--;
            if (openCauses == 0 && !done) {
                ready.add(this);
            }
        }
    }
}
