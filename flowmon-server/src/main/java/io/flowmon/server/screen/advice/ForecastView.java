/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.advice;

import io.flowmon.server.advice.ForecastDocument;
import io.flowmon.server.advice.StationDocument;
import io.flowmon.server.screen.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be expected at so many times of today's load, as a row.
 *
 * @param factor such as {@code 2}; null for the instances that there are
 * @param instances null where no number holds the target
 * @param atMost if as much more work arrives as the events leave open; null where that is the same number
 * @param busy how wide the bar of the utilisation is, in percent
 * @param holds whether the target is held
 */
record ForecastView(
        @Nullable String factor,
        @Nullable Integer instances,
        @Nullable Integer atMost,
        @Nullable String utilisation,
        double busy,
        @Nullable String waiting,
        @Nullable String meanWait,
        @Nullable String responseTime,
        boolean holds) {

    /** The rows of a station; none where nothing can be told. */
    static List<ForecastView> of(StationDocument station) {
        List<ForecastView> rows = new ArrayList<>();
        double target = station.target().seconds();
        if (station.now() != null) {
            rows.add(of(station.now(), null, target));
        }
        station.loads().forEach(load -> rows.add(of(load, Figures.number(load.factor()), target)));
        return rows;
    }

    private static ForecastView of(ForecastDocument load, @Nullable String factor, double target) {
        Integer most = load.instancesAtMost();
        return new ForecastView(
                factor,
                load.instances(),
                most == null || most.equals(load.instances()) ? null : most,
                share(load.utilisation()),
                load.utilisation() == null ? 0 : Math.min(100, 100 * load.utilisation()),
                share(load.waiting()),
                Figures.seconds(load.meanWait()),
                Figures.seconds(load.responseTime()),
                load.responseTime() != null && load.responseTime() <= target);
    }

    private static @Nullable String share(@Nullable Double part) {
        return part == null ? null : Figures.share(part);
    }
}
