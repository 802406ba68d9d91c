/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The messages of a flow below their parents: parents first, siblings by time. */
final class HopTree {

    /** A message in its place, with how deep it stands. */
    record Place(Hop hop, int depth) {}

    private final Map<String, List<Hop>> children = new LinkedHashMap<>();
    private final Set<String> placed = new HashSet<>();
    private final List<Place> places = new ArrayList<>();

    private HopTree() {}

    static List<Place> of(List<Arrival> arrivals) {
        return new HopTree().build(hops(arrivals));
    }

    private static List<Hop> hops(List<Arrival> arrivals) {
        Map<String, List<Arrival>> byMessage = new LinkedHashMap<>();
        for (Arrival arrival : arrivals) {
            String message = arrival.id("message_id");
            if (message != null) {
                byMessage.computeIfAbsent(message, id -> new ArrayList<>()).add(arrival);
            }
        }
        List<Hop> hops = new ArrayList<>();
        byMessage.forEach((id, about) -> hops.add(new Hop(id, parent(about), Flow.steps(about))));
        hops.sort(Comparator.comparing(Hop::begin));
        return hops;
    }

    private static String parent(List<Arrival> about) {
        return about.stream()
                .map(arrival -> arrival.text("parent_message_id"))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("");
    }

    private List<Place> build(List<Hop> hops) {
        Set<String> known = new HashSet<>();
        hops.forEach(hop -> known.add(hop.id()));
        hops.forEach(hop ->
                children.computeIfAbsent(hop.parent(), id -> new ArrayList<>()).add(hop));
        hops.stream().filter(hop -> !known.contains(hop.parent())).forEach(hop -> place(hop, 0));
        hops.forEach(hop -> place(hop, 0)); // what is its own ancestor
        return places;
    }

    private void place(Hop hop, int depth) {
        if (placed.add(hop.id())) {
            places.add(new Place(hop, depth));
            children.getOrDefault(hop.id(), List.of()).forEach(child -> place(child, depth + 1));
        }
    }
}
