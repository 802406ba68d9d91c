/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.advice.queueing.LittlesLaw;
import io.flowmon.server.store.Callee;
import io.flowmon.server.store.InstanceLoad;
import io.flowmon.server.store.StationLoad;
import io.flowmon.server.store.StationLoad.Waits;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a station. Times are in seconds, rates in 1/s; {@code scv} is a squared coefficient of variation.
 *
 * @param from of the time in which it had work
 * @param concurrency mean number in service, by Little's law, of what ended
 * @param utilisation part of what all instances can do at once that was used
 */
public record FactsDocument(
        Instant from,
        Instant to,
        long arrived,
        long ended,
        long unfinished,
        boolean sampled,
        ArrivalsDocument arrivals,
        @Nullable ServiceDocument service,
        ConcurrencyDocument concurrency,
        double utilisation,
        WaitDocument waitInBus,
        WaitDocument waitInReceiver,
        List<InstanceDocument> instances) {

    /**
     * How work arrives.
     *
     * @param basis {@code sent}, {@code received} or {@code sampled}
     */
    public record ArrivalsDocument(
            double perSecond, double meanGap, double scv, long observed, String basis, double unsteadiness) {}

    /**
     * How long it takes once it is begun.
     *
     * @param own mean of what is not spent on calls and sends of its own
     * @param callees those that took most of the rest
     */
    public record ServiceDocument(
            double mean,
            double scv,
            double median,
            double p95,
            double own,
            double elsewhereShare,
            List<CalleeDocument> callees) {}

    /** Whom it calls meanwhile: how often, and the mean time of one call. */
    public record CalleeDocument(String endpoint, @Nullable String peer, double count, double mean) {}

    /**
     * How much is in service at once.
     *
     * @param basis where {@code perInstance} is from: {@code configured}, {@code limit_seen} or {@code peak_seen}
     */
    public record ConcurrencyDocument(double mean, double byRateAndTime, int perInstance, String basis, int peak) {}

    /**
     * A wait as it was measured.
     *
     * @param unknown actions of which it could have been known, but for clocks that disagree
     */
    public record WaitDocument(
            long known, long unknown, @Nullable Double mean) {}

    /** What one instance did; {@code busy} is the mean number of its actions in service. */
    public record InstanceDocument(
            String moduleId, long actions, double busy, double utilisation, int peak, Instant first, Instant last) {}

    static FactsDocument of(Observation seen) {
        StationLoad load = seen.load();
        Arrivals arrivals = seen.arrivals();
        return new FactsDocument(
                seen.span().from(),
                seen.span().to(),
                load.arrivals(),
                load.ended(),
                load.unfinished(),
                load.sampled(),
                new ArrivalsDocument(
                        Rounded.of(arrivals.rate()),
                        Rounded.of(arrivals.meanGapSeconds()),
                        Rounded.of(arrivals.scv()),
                        arrivals.observed(),
                        word(arrivals.basis()),
                        Rounded.of(arrivals.unsteadiness())),
                load.service() == null ? null : service(seen, load.service()),
                concurrency(seen),
                Rounded.of(seen.utilisation()),
                wait(load.bus()),
                wait(load.pool()),
                seen.instances().stream()
                        .map(instance -> instance(seen, instance))
                        .toList());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static ServiceDocument service(Observation seen, StationLoad.Service service) {
        List<Double> points = service.points();
        return new ServiceDocument(
                Rounded.of(service.meanSeconds()),
                Rounded.of(service.scv()),
                Rounded.of(points.get(points.size() / 2)),
                Rounded.of(points.get((int) (0.95 * points.size()))),
                Rounded.of(service.meanSeconds() - seen.load().elsewhereSeconds()),
                Rounded.of(seen.elsewhere()),
                seen.callees().stream().map(FactsDocument::callee).toList());
    }

    private static CalleeDocument callee(Callee callee) {
        return new CalleeDocument(
                callee.endpoint(),
                callee.peer(),
                Rounded.of(callee.count()),
                Rounded.of(callee.seconds() / callee.count()));
    }

    private static ConcurrencyDocument concurrency(Observation seen) {
        StationLoad.Service service = seen.load().service();
        double mean = service == null ? 0 : service.meanSeconds();
        return new ConcurrencyDocument(
                Rounded.of(seen.concurrency()),
                Rounded.of(LittlesLaw.meanNumber(seen.arrivals().rate(), mean)),
                seen.servers().perInstance(),
                word(seen.servers().source()),
                seen.servers().peak());
    }

    private static WaitDocument wait(Waits waits) {
        return new WaitDocument(waits.known(), waits.contradictory(), Rounded.orNull(waits.meanSeconds()));
    }

    private static InstanceDocument instance(Observation seen, InstanceLoad instance) {
        double busy = instance.busySeconds() / seen.span().seconds();
        return new InstanceDocument(
                instance.moduleId(),
                instance.actions(),
                Rounded.of(busy),
                Rounded.of(busy / seen.servers().perInstance()),
                instance.peak(),
                instance.first(),
                instance.last());
    }
}
