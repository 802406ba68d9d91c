/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What is known of a flow at one moment.
 *
 * @param arrivals its events by time
 * @param places its messages as a tree, read from top to bottom
 * @param unattached actions that belong to no message
 */
record Flow(String correlationId, List<Arrival> arrivals, List<HopTree.Place> places, List<Step> unattached) {

    /** After so much silence nobody is thought to receive a message any more. */
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** The flows that the events make, in the order of their beginnings. */
    static List<Flow> allOf(List<Arrival> arrivals) {
        Map<String, List<Arrival>> byId = new LinkedHashMap<>();
        arrivals.stream().sorted(Comparator.comparing(Arrival::to)).forEach(arrival -> byId.computeIfAbsent(
                        arrival.text("correlation_id"), id -> new ArrayList<>())
                .add(arrival));
        List<Flow> flows = new ArrayList<>();
        byId.forEach((id, events) -> flows.add(new Flow(
                id,
                events,
                HopTree.of(events),
                steps(events.stream()
                        .filter(arrival -> arrival.id("message_id") == null)
                        .toList()))));
        flows.sort(Comparator.comparing(Flow::begin));
        return flows;
    }

    /** The actions that the events, which are sorted by time, make; in the order of their first events. */
    static List<Step> steps(List<Arrival> arrivals) {
        Map<Object, List<Arrival>> byAction = new LinkedHashMap<>();
        for (Arrival arrival : arrivals) {
            String action = arrival.id("action_id");
            byAction.computeIfAbsent(action == null ? arrival : action, id -> new ArrayList<>())
                    .add(arrival);
        }
        return byAction.values().stream().map(Flow::step).toList();
    }

    private static Step step(List<Arrival> events) {
        List<Arrival> closingLast = new ArrayList<>(events);
        closingLast.sort(Comparator.comparing(Arrival::closes));
        return new Step(List.copyOf(closingLast));
    }

    List<Hop> hops() {
        return places.stream().map(HopTree.Place::hop).toList();
    }

    /** The names of its messages, in the tree's order. */
    List<String> hopNames() {
        return hops().stream().map(Hop::endpoint).toList();
    }

    /** Every action, in the tree's order; those without a message last. */
    List<Step> steps() {
        return Stream.concat(hops().stream().flatMap(hop -> hop.steps().stream()), unattached.stream())
                .toList();
    }

    /** The actions of this name, and those about a message of this name whose sender calls it otherwise. */
    List<Step> stepsNamed(String endpoint) {
        Set<Step> steps = new LinkedHashSet<>();
        hops().stream()
                .filter(hop -> hop.endpoint().equals(endpoint))
                .flatMap(Hop::sides)
                .forEach(steps::add);
        steps().stream().filter(step -> step.endpoint().equals(endpoint)).forEach(steps::add);
        return List.copyOf(steps);
    }

    /** What it begins with: a message, or an action without one. */
    Hop entry() {
        return Stream.concat(
                        places.stream().filter(place -> place.depth() == 0).map(HopTree.Place::hop),
                        unattached.stream().map(step -> new Hop("", "", List.of(step))))
                .min(Comparator.comparing(Hop::begin))
                .orElseThrow();
    }

    Instant begin() {
        return arrivals.stream()
                .map(Arrival::from)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** From the begin of the first action to the end of the last. */
    Duration duration() {
        return Duration.between(
                begin(),
                arrivals.stream()
                        .map(Arrival::to)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    /** Nothing is under way in it, as far as its events tell. */
    boolean atRest() {
        return steps().stream().noneMatch(Step::open) && (hops().stream().noneMatch(Hop::unreceived) || isSilent());
    }

    private boolean isSilent() {
        long now = System.nanoTime();
        return arrivals.stream().allMatch(arrival -> now - arrival.nanos() >= SILENCE_NANOS);
    }
}
