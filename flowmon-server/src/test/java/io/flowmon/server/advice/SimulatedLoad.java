/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.advice.queueing.QueueSimulation;
import io.flowmon.server.event.IncomingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Simulated queues as the events of services that have them. The sender's clock is the same as the receivers'.
 *
 * @param perInstance how many of the simulation's servers are in one instance
 */
public record SimulatedLoad(QueueSimulation simulation, int perInstance, Instant start, long seed, int customers) {

    private static final double HOP = 0.0001;

    /** Receivers that take a message when they are free for it: the wait is in the bus. */
    public List<IncomingEvent> takenWhenFree(String module, String list) {
        return messages(module, list, false);
    }

    /** Receivers that take every message at once and hand it to a pool of threads: the wait is in the receiver. */
    public List<IncomingEvent> takenAtOnce(String module, String list) {
        return messages(module, list, true);
    }

    /** Calls that enter a service when it has a thread for them. */
    public List<IncomingEvent> calls(String module, String instance, String endpoint) {
        List<IncomingEvent> events = new ArrayList<>();
        simulation.run(
                seed,
                customers,
                (arrival, begin, end, server) -> events.addAll(
                        ActionEvents.of(flow(events), module, instance).call(endpoint, at(begin), end - begin)));
        return events;
    }

    private List<IncomingEvent> messages(String module, String list, boolean atOnce) {
        List<IncomingEvent> events = new ArrayList<>();
        simulation.run(seed, customers, (arrival, begin, end, server) -> {
            String flow = flow(events);
            UUID id = UUID.randomUUID();
            Instant received = at((atOnce ? arrival : begin) + HOP);
            events.addAll(
                    ActionEvents.of(flow, "sender of " + list, "sender_1").send(list, id, null, at(arrival), HOP));
            events.addAll(ActionEvents.of(flow, module, module + "_" + server / perInstance)
                    .handling(list, id, received, at(begin + HOP), at(end + HOP)));
        });
        return events;
    }

    private static String flow(List<IncomingEvent> events) {
        return "flow-" + events.size();
    }

    private Instant at(double seconds) {
        return start.plusNanos(Math.round(seconds * 1e6) * 1_000);
    }
}
