/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import io.flowmon.core.event.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One message with all that its sides reported about it; an HTTP request is one as well.
 *
 * @param parent the id of the message that was being handled when it was sent; empty if it names none
 * @param steps the actions about it by time, at least one
 */
record Hop(String id, String parent, List<Step> steps) {

    List<Step> sent() {
        return those(Role.SENDER);
    }

    List<Step> received() {
        return those(Role.RECEIVER);
    }

    /** What happened while it was being handled. */
    List<Step> within() {
        return those(Role.INTERNAL);
    }

    /** The senders' and receivers' steps. */
    Stream<Step> sides() {
        return Stream.concat(sent().stream(), received().stream());
    }

    /** Its name: the receiver knows the route's template, the sender may know the raw path alone. */
    String endpoint() {
        List<Step> best = new ArrayList<>(received());
        best.addAll(sent());
        best.addAll(within());
        return best.get(0).endpoint();
    }

    /** When it was sent, or first heard of. */
    Instant begin() {
        return (sent().isEmpty() ? steps : sent())
                .stream().map(Step::begin).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** Handed to a bus, and reported by no receiver. */
    boolean unreceived() {
        return received().isEmpty() && sent().stream().anyMatch(Step::handedToBus);
    }

    /** Reported first by this module. */
    boolean begunBy(String module) {
        List<Step> first = sent().isEmpty() ? steps : sent();
        return first.get(0).module().equals(module);
    }

    private List<Step> those(Role role) {
        return steps.stream().filter(step -> step.has(role)).toList();
    }
}
