/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import io.flowmon.server.drawing.graph.Place;
import io.flowmon.server.drawing.graph.Place.Kind;
import io.flowmon.server.event.Durations;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.flow.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a flow's tree apart into hops. A call is one hop, whichever sides report it; a message is one for each side, the
 * receipt below the send. What was sent while a message was handled stands below its receipt, or below its send where no
 * receiver reports. Linear in time, and no recursion: how deep a flow is, is the senders' to say.
 */
final class FlowHops {

    private static final int NONE = -1;

    private final List<FlowHop> hops = new ArrayList<>();
    private final Map<UUID, Integer> handlers = new HashMap<>();

    private FlowHops() {}

    /** The flow's hops, causes before effects. */
    static List<FlowHop> of(Flow flow) {
        FlowHops hops = new FlowHops();
        flow.messages().forEach(hops::add);
        for (Step step : flow.unattached()) {
            hops.own(step, NONE, step.main().messageType() + " " + step.main().endpoint());
        }
        return hops.hops;
    }

    private void add(Message message) {
        int parent =
                message.placement() == Message.Placement.CHILD ? handlers.getOrDefault(message.parentId(), NONE) : NONE;
        int handler = message.kind() == Message.Kind.CALL ? call(message, parent) : handOver(message, parent);
        handlers.put(message.id(), handler);
        message.within().forEach(step -> own(step, handler, step.main().messageType()));
    }

    private int call(Message message, int parent) {
        int handler = parent;
        int times = Math.max(message.sent().size(), message.received().size());
        for (int i = 0; i < times; i++) {
            Step sender = at(message.sent(), i);
            Step receiver = at(message.received(), i);
            Place from = sender == null ? Place.outside() : module(sender);
            Place to = receiver == null ? peer(sender) : module(receiver);
            add(new Hop(Hop.Kind.CALL, from, to, message.endpoint()), parent, sender, receiver);
            handler = i == 0 ? hops.size() - 1 : handler;
        }
        return handler;
    }

    private int handOver(Message message, int parent) {
        int handler = parent;
        Place destination = new Place(Kind.DESTINATION, message.endpoint());
        for (Step step : message.sent()) {
            add(new Hop(Hop.Kind.SEND, module(step), destination, message.endpoint()), parent, step, null);
            handler = handler == parent ? hops.size() - 1 : handler;
        }
        int send = handler;
        for (Step step : message.received()) {
            add(new Hop(Hop.Kind.RECEIVE, destination, module(step), message.endpoint()), send, null, step);
            handler = handler == send ? hops.size() - 1 : handler;
        }
        return handler;
    }

    private void own(Step step, int parent, String name) {
        add(new Hop(Hop.Kind.OWN, module(step), module(step), name), parent, step, null);
    }

    private void add(Hop hop, int parent, @Nullable Step sender, @Nullable Step receiver) {
        String outcome = Outcomes.worst(Stream.of(outcome(sender), outcome(receiver)));
        boolean open = (sender != null && sender.open()) || (receiver != null && receiver.open());
        Double elapsed = Stream.of(elapsed(sender), elapsed(receiver))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        hops.add(new FlowHop(hop, parent, outcome, open, elapsed));
    }

    private static @Nullable Double elapsed(@Nullable Step step) {
        Duration work = step == null ? null : step.work();
        return work == null ? null : Durations.seconds(work);
    }

    private static @Nullable String outcome(@Nullable Step step) {
        return step == null ? null : step.outcome();
    }

    /** Where one side reports more often than the other, its last report stands for the missing ones. */
    private static @Nullable Step at(List<Step> steps, int index) {
        return steps.isEmpty() ? null : steps.get(Math.min(index, steps.size() - 1));
    }

    private static Place module(Step step) {
        return new Place(Kind.MODULE, step.moduleType());
    }

    private static Place peer(@Nullable Step sender) {
        String peer = sender == null ? null : sender.main().peer();
        return peer == null ? Place.outside() : new Place(Kind.EXTERNAL, peer);
    }
}
