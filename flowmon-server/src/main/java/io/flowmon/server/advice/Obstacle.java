/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import static io.flowmon.server.text.Numbers.rounded;

import io.flowmon.server.advice.queueing.LittlesLaw;
import io.flowmon.server.store.DestinationLoad;
import io.flowmon.server.store.LoadPart;
import io.flowmon.server.store.StationLoad;
import io.flowmon.server.store.StationLoad.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why nothing can be said about a station; then no number is made up. */
final class Obstacle {

    /** Fewer actions say nothing about a variation. */
    static final int LEAST_ACTIONS = 50;

    private static final int FEW = 20;
    private static final double BACKLOG = 0.05;
    private static final double UNSTEADY = 0.5;
    private static final double UNCERTAIN = 0.5;
    private static final double BUSY = 0.9;

    private Obstacle() {}

    /** The reason in words, or null when there is none. */
    static @Nullable String of(Observation seen, @Nullable Model model) {
        StationLoad load = seen.load();
        Service service = load.service();
        if (service == null || model == null) {
            return "No action ended in this time with its duration told: without ends there is no service time.";
        }
        if (load.ended() < LEAST_ACTIONS) {
            return "In this time only %d ended; at least %d actions are needed.".formatted(load.ended(), LEAST_ACTIONS);
        }
        if (seen.handout() == Handout.BROADCAST) {
            return "Every instance gets every message of a channel: more instances do not share that work.";
        }
        if (load.sampled() && seen.servers().source() != Servers.Source.CONFIGURED) {
            return "Flows are sampled, so how much an instance does at once cannot be seen; tell it by"
                    + " flowmon.server.advice.concurrency.";
        }
        String backlog = backlog(seen, service);
        if (backlog != null) {
            return backlog;
        }
        if (seen.arrivals().unsteadiness() > UNSTEADY) {
            return "The rate changes by %s from one part of this time to another, beyond chance; ask about a time in which"
                            .formatted(Percent.of(seen.arrivals().unsteadiness()))
                    + " it is steady.";
        }
        if (model.uncertainty() > UNCERTAIN) {
            return ("The actions vary so much (squared coefficients of variation: arrivals %s, service %s) that %d of them tell"
                            + " the work that arrives to no better than ±%s.")
                    .formatted(
                            rounded(seen.arrivals().scv()),
                            rounded(service.scv()),
                            load.ended(),
                            Percent.of(model.uncertainty()));
        }
        return null;
    }

    private static @Nullable String backlog(Observation seen, Service service) {
        StationLoad load = seen.load();
        double offered = LittlesLaw.meanNumber(seen.arrivals().rate(), service.meanSeconds());
        String floor = " What arrives keeps %s busy at once; %d instances at least can do that, whatever the wait."
                .formatted(
                        rounded(offered),
                        (int) Math.floor(offered / seen.servers().perInstance()) + 1);
        DestinationLoad destination = seen.destination();
        if (destination != null && isMany(destination.unreceived(), destination.sent(), 0)) {
            return "Of %d messages sent in this time %d were received by nobody who reports: a backlog that grows, or a receiver without flowmon."
                            .formatted(destination.sent(), destination.unreceived())
                    + floor;
        }
        if (isMany(load.unfinished(), load.arrivals(), seen.servers().all())) {
            return "Of %d actions that began in this time %d have no end in it: a backlog that grows, or ends that were lost."
                            .formatted(load.arrivals(), load.unfinished())
                    + floor;
        }
        if (offered >= seen.servers().all()) {
            return "More work arrives than the %d instances can do."
                            .formatted(seen.servers().instances())
                    + floor;
        }
        if (offered > BUSY * seen.servers().all() && grows(seen.parts())) {
            return "The wait grows all the time: a backlog." + floor;
        }
        return null;
    }

    private static boolean isMany(long some, long all, long usual) {
        return some > Math.max(FEW, usual) && some > BACKLOG * all;
    }

    /** Whether the wait rises with time, with hardly an exception. */
    private static boolean grows(List<LoadPart> parts) {
        double[] waits = parts.stream()
                .filter(part -> part.waitSeconds() != null)
                .mapToDouble(part -> part.waitSeconds() == null ? 0 : part.waitSeconds())
                .toArray();
        int rises = 0;
        for (int i = 1; i < waits.length; i++) {
            rises += waits[i] > waits[i - 1] ? 1 : 0;
        }
        return waits.length >= 6 && rises >= waits.length - 2 && waits[waits.length - 1] > 3 * waits[0];
    }
}
