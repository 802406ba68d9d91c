/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.advice.queueing.GgcQueue;
import io.flowmon.server.advice.queueing.ModelRange;
import io.flowmon.server.event.Durations;
import io.flowmon.server.store.StationLoad.Waits;
import java.util.ArrayList;
import java.util.List;

/**
 * How sure an advice is, and why: the least of what is doubtful.
 *
 * @param reasons what was looked at
 */
record Certainty(Confidence confidence, List<Text> reasons) {

    private static final double WELL_KNOWN = 0.1;
    private static final double ROUGHLY_KNOWN = 0.25;
    private static final double STEADY = 0.2;
    private static final double NOTICEABLE = 0.05;
    private static final double MATTERS = 0.1;

    /** @param needed the queue with the instances that the advice comes to at today's load */
    static Certainty of(Observation seen, Model model, GgcQueue needed) {
        Doubts doubts = new Doubts();
        sample(doubts, seen, model);
        arrivals(doubts, seen);
        servers(doubts, seen);
        formulas(doubts, model.now(), Sentence.BEYOND_FORMULAS_NOW);
        if (!needed.equals(model.now())) {
            formulas(doubts, needed, Sentence.BEYOND_FORMULAS_THEN);
        }
        measured(doubts, seen, model);
        if (seen.elsewhere() > 0.5) {
            doubts.add(Confidence.MEDIUM, Sentence.MOSTLY_ELSEWHERE.of(new Share(seen.elsewhere())));
        }
        return new Certainty(doubts.confidence, List.copyOf(doubts.reasons));
    }

    private static void sample(Doubts doubts, Observation seen, Model model) {
        double error = model.uncertainty();
        doubts.add(
                error > ROUGHLY_KNOWN ? Confidence.LOW : error > WELL_KNOWN ? Confidence.MEDIUM : Confidence.HIGH,
                Sentence.SAMPLE.of(seen.load().ended(), new Share(error)));
    }

    private static void arrivals(Doubts doubts, Observation seen) {
        Arrivals arrivals = seen.arrivals();
        if (arrivals.unsteadiness() > 0) {
            doubts.add(
                    arrivals.unsteadiness() > STEADY ? Confidence.LOW : Confidence.MEDIUM,
                    Sentence.RATE_CHANGES.of(new Share(arrivals.unsteadiness())));
        }
        if (arrivals.basis() == Arrivals.Basis.SAMPLED) {
            doubts.add(Confidence.MEDIUM, Sentence.ARRIVALS_SAMPLED.of());
        } else if (arrivals.basis() == Arrivals.Basis.RECEIVED && seen.handout() == Handout.SHARED) {
            doubts.add(Confidence.MEDIUM, Sentence.SENDS_UNKNOWN.of());
        }
    }

    private static void servers(Doubts doubts, Observation seen) {
        Servers servers = seen.servers();
        if (servers.source() == Servers.Source.PEAK_SEEN) {
            doubts.add(Confidence.MEDIUM, Sentence.PEAK_SEEN.of(servers.perInstance()));
        }
        if (servers.peak() > servers.perInstance()) {
            doubts.add(Confidence.LOW, Sentence.MORE_THAN_CONFIGURED.of(servers.peak(), servers.perInstance()));
        }
        if (servers.seen() > servers.instances()) {
            doubts.add(Confidence.MEDIUM, Sentence.CAME_AND_WENT.of(servers.seen(), servers.instances()));
        }
    }

    /** Where the wait is less than a tenth of the work, it does not matter how well a formula knows the wait. */
    private static void formulas(Doubts doubts, GgcQueue queue, Sentence which) {
        if (queue.isStable() && !ModelRange.contains(queue) && queue.meanWait() > MATTERS * queue.serviceSeconds()) {
            doubts.add(
                    Confidence.LOW,
                    which.of(queue.utilisation()),
                    Sentence.VARIATIONS.of(queue.arrivalScv(), queue.serviceScv()));
        }
    }

    /** The formulas against what was measured, where messages tell how long they waited. */
    private static void measured(Doubts doubts, Observation seen, Model model) {
        Waits front = seen.load().front();
        GgcQueue now = model.now();
        Double measured = front.meanSeconds();
        if (seen.handout() != Handout.SHARED || measured == null || front.known() < Obstacle.LEAST_ACTIONS) {
            return;
        }
        double predicted = now.meanWait();
        double difference = Math.abs(predicted - measured);
        boolean agrees =
                difference <= Math.max(predicted, measured) / 2 || difference <= NOTICEABLE * now.serviceSeconds();
        doubts.add(
                agrees ? Confidence.HIGH : Confidence.LOW,
                Sentence.WAIT_MEASURED.of(Durations.ofSeconds(predicted), Durations.ofSeconds(measured)));
    }

    private static final class Doubts {

        private Confidence confidence = Confidence.HIGH;
        private final List<Text> reasons = new ArrayList<>();

        void add(Confidence at, Statement... reason) {
            confidence = confidence.and(at);
            reasons.add(Text.of(reason));
        }
    }
}
