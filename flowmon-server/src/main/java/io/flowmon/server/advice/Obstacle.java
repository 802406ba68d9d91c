/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

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

    /** The reason, or null when there is none. */
    static @Nullable Text of(Observation seen, @Nullable Model model) {
        StationLoad load = seen.load();
        Service service = load.service();
        Text tooFew = tooFew(seen);
        if (tooFew != null || service == null || model == null) {
            return tooFew == null ? Text.of(Sentence.NO_END.of()) : tooFew;
        }
        if (seen.handout() == Handout.BROADCAST) {
            return Text.of(Sentence.BROADCAST.of());
        }
        if (load.sampled() && seen.servers().source() != Servers.Source.CONFIGURED) {
            return Text.of(Sentence.CONCURRENCY_UNSEEN.of());
        }
        Statement backlog = backlog(seen, service);
        if (backlog != null) {
            return Text.of(backlog, floor(seen, service));
        }
        if (seen.arrivals().unsteadiness() > UNSTEADY) {
            return Text.of(Sentence.UNSTEADY.of(new Share(seen.arrivals().unsteadiness())));
        }
        if (model.uncertainty() > UNCERTAIN) {
            return Text.of(
                    Sentence.VARIED.of(load.ended(), new Share(model.uncertainty())),
                    Sentence.VARIATIONS.of(seen.arrivals().scv(), service.scv()));
        }
        return null;
    }

    /** Why no number about the station says anything, not even how busy it was; null where enough was observed. */
    static @Nullable Text tooFew(Observation seen) {
        StationLoad load = seen.load();
        if (load.service() == null) {
            return Text.of(Sentence.NO_END.of());
        }
        return load.ended() < LEAST_ACTIONS ? Text.of(Sentence.TOO_FEW.of(load.ended(), LEAST_ACTIONS)) : null;
    }

    private static @Nullable Statement backlog(Observation seen, Service service) {
        StationLoad load = seen.load();
        double offered = offered(seen, service);
        DestinationLoad destination = seen.destination();
        if (destination != null && isMany(destination.unreceived(), destination.sent(), 0)) {
            return Sentence.UNRECEIVED.of(destination.sent(), destination.unreceived());
        }
        if (isMany(load.unfinished(), load.arrivals(), seen.servers().all())) {
            return Sentence.UNFINISHED.of(load.arrivals(), load.unfinished());
        }
        if (offered >= seen.servers().all()) {
            return Sentence.OVERLOAD.of(seen.servers().instances());
        }
        return offered > BUSY * seen.servers().all() && grows(seen.parts()) ? Sentence.WAIT_GROWS.of() : null;
    }

    private static Statement floor(Observation seen, Service service) {
        double offered = offered(seen, service);
        int least = (int) Math.floor(offered / seen.servers().perInstance()) + 1;
        return Sentence.FLOOR.of(offered, least);
    }

    private static double offered(Observation seen, Service service) {
        return LittlesLaw.meanNumber(seen.arrivals().rate(), service.meanSeconds());
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
