/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.advice.queueing.GgcQueue;
import io.flowmon.server.advice.queueing.Sizing;
import io.flowmon.server.advice.queueing.Station;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is to be expected at so many times of today's load.
 *
 * @param instances the fewest that hold the target; absent where no number does
 * @param instancesAtMost the same if there is as much more work as the events leave open
 * @param utilisation with these instances, and so what follows
 * @param waiting part of the actions that wait
 * @param meanWait in seconds
 * @param responseTime within which the target's part of the actions is done, in seconds
 */
public record ForecastDocument(
        double factor,
        @Nullable Integer instances,
        @Nullable Integer instancesAtMost,
        @Nullable Double utilisation,
        @Nullable Double waiting,
        @Nullable Double meanWait,
        @Nullable Double responseTime) {

    /** With as many instances as the target takes. */
    static ForecastDocument needed(Model model, double factor) {
        OptionalInt instances = Sizing.instances(model.station(), factor, model.target());
        if (instances.isEmpty()) {
            return new ForecastDocument(factor, null, null, null, null, null, null);
        }
        OptionalInt atMost = Sizing.instances(model.atMost(), factor, model.target());
        return of(model, factor, instances.getAsInt(), atMost.isEmpty() ? null : atMost.getAsInt());
    }

    /** With the instances that there are, at today's load. */
    static ForecastDocument now(Model model) {
        return of(model, 1, model.instances(), null);
    }

    private static ForecastDocument of(Model model, double factor, int instances, @Nullable Integer atMost) {
        Station station = model.station();
        GgcQueue queue = station.queue(instances, factor);
        return new ForecastDocument(
                factor,
                instances,
                atMost,
                Rounded.of(queue.utilisation()),
                Rounded.of(queue.probabilityOfWaiting()),
                Rounded.orNull(queue.meanWait()),
                Rounded.orNull(station.responseTime(instances, factor)
                        .percentile(model.target().percentile())));
    }
}
