/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import static io.flowmon.server.text.Numbers.rounded;

import io.flowmon.server.advice.queueing.GgcQueue;
import io.flowmon.server.advice.queueing.ModelRange;
import io.flowmon.server.store.StationLoad.Waits;
import java.util.ArrayList;
import java.util.List;

/**
 * How sure an advice is, and why: the least of what is doubtful.
 *
 * @param reasons what was looked at, in words
 */
record Certainty(Confidence confidence, List<String> reasons) {

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
        formulas(doubts, model.now(), "as it stands");
        if (!needed.equals(model.now())) {
            formulas(doubts, needed, "with the instances advised");
        }
        measured(doubts, seen, model);
        if (seen.elsewhere() > 0.5) {
            doubts.add(
                    Confidence.MEDIUM,
                    "%s of the time in service it waits for what it calls itself; whether that answers as fast under more load is not known."
                            .formatted(Percent.of(seen.elsewhere())));
        }
        return new Certainty(doubts.confidence, List.copyOf(doubts.reasons));
    }

    private static void sample(Doubts doubts, Observation seen, Model model) {
        double error = model.uncertainty();
        doubts.add(
                error > ROUGHLY_KNOWN ? Confidence.LOW : error > WELL_KNOWN ? Confidence.MEDIUM : Confidence.HIGH,
                "%d actions tell the work that arrives to ±%s (two standard errors)."
                        .formatted(seen.load().ended(), Percent.of(error)));
    }

    private static void arrivals(Doubts doubts, Observation seen) {
        Arrivals arrivals = seen.arrivals();
        if (arrivals.unsteadiness() > 0) {
            doubts.add(
                    arrivals.unsteadiness() > STEADY ? Confidence.LOW : Confidence.MEDIUM,
                    "The rate changes by %s from one part of this time to another, beyond chance."
                            .formatted(Percent.of(arrivals.unsteadiness())));
        }
        if (arrivals.basis() == Arrivals.Basis.SAMPLED) {
            doubts.add(Confidence.MEDIUM, "Flows are sampled: arrivals are taken to be random (Ca² = 1).");
        } else if (arrivals.basis() == Arrivals.Basis.RECEIVED && seen.handout() == Handout.SHARED) {
            doubts.add(
                    Confidence.MEDIUM,
                    "Whose sends these are is not known, so arrivals are the receipts, which are more regular when receivers are busy.");
        }
    }

    private static void servers(Doubts doubts, Observation seen) {
        Servers servers = seen.servers();
        if (servers.source() == Servers.Source.PEAK_SEEN) {
            doubts.add(
                    Confidence.MEDIUM,
                    "That an instance does %d at once is the most that was seen; it may be able to do more."
                            .formatted(servers.perInstance()));
        }
        if (servers.peak() > servers.perInstance()) {
            doubts.add(
                    Confidence.LOW,
                    "An instance was seen to do %d at once, though %d are configured."
                            .formatted(servers.peak(), servers.perInstance()));
        }
        if (servers.seen() > servers.instances()) {
            doubts.add(
                    Confidence.MEDIUM,
                    "Instances came and went: %d were seen, %d at the same time."
                            .formatted(servers.seen(), servers.instances()));
        }
    }

    /** Where the wait is less than a tenth of the work, it does not matter how well a formula knows the wait. */
    private static void formulas(Doubts doubts, GgcQueue queue, String which) {
        if (queue.isStable() && !ModelRange.contains(queue) && queue.meanWait() > MATTERS * queue.serviceSeconds()) {
            doubts.add(
                    Confidence.LOW,
                    "The queue %s is outside of where the formulas are known to be within 10%% (utilisation %s, squared coefficients of variation: arrivals %s, service %s)."
                            .formatted(
                                    which,
                                    rounded(queue.utilisation()),
                                    rounded(queue.arrivalScv()),
                                    rounded(queue.serviceScv())));
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
                "The mean wait is %s s by the formulas, and %s s as measured."
                        .formatted(rounded(predicted), rounded(measured)));
    }

    private static final class Doubts {

        private Confidence confidence = Confidence.HIGH;
        private final List<String> reasons = new ArrayList<>();

        void add(Confidence at, String reason) {
            confidence = confidence.and(at);
            reasons.add(reason);
        }
    }
}
