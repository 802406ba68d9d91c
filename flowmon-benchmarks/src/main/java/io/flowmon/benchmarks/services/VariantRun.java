/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One variant in one round: starts its processes, warms them up, measures them under two loads, stops them. */
final class VariantRun {

    private static final String FIRST = "/orders";
    private static final int MAX_PAUSE_MILLIS = 32;
    private static final int WARM_UP_SECONDS = 5;

    /** The share of a core above which the compilers are at work. */
    private static final double QUIET = 0.04;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 20;

    private final Variant variant;
    private final LoadProcess load;
    private final int seconds;
    private final int maxWarmUp;

    VariantRun(Variant variant, LoadProcess load, int seconds, int maxWarmUp) {
        this.variant = variant;
        this.load = load;
        this.seconds = seconds;
        this.maxWarmUp = maxWarmUp;
    }

    Sample measure() throws Exception {
        try (Receiver receiver = variant.newReceiver();
                ServiceProcess second = ServiceProcess.start(variant, "second", "http://127.0.0.1", receiver.port());
                ServiceProcess first = ServiceProcess.start(variant, "first", second.address(), receiver.port())) {
            Services services = new Services(first, second);
            int warmUp = warmUp(services, receiver);
            Load flatOut = measure(services, receiver, 0);
            Load paced = measure(services, receiver, MAX_PAUSE_MILLIS);
            return new Sample(warmUp, flatOut, paced, services.residentBytes());
        }
    }

    /** Until the compilers are quiet; how many seconds that took. */
    private int warmUp(Services services, Receiver receiver) throws Exception {
        int passed = 0;
        double busy = 1;
        while (passed < maxWarmUp && busy > QUIET) {
            long before = receiver.received();
            services.start();
            LoadResult result = load.run(new LoadOrder(services.url(), WARM_UP_SECONDS, 0));
            busy = services.stop().compilerNanos() / (double) TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS);
            awaitArrival(receiver, before + result.requests() * variant.eventsPerRequest());
            passed += WARM_UP_SECONDS;
        }
        return passed;
    }

    /** What is delivered after the load counts as well: the meters stop when all has arrived. */
    private Load measure(Services services, Receiver receiver, int maxPauseMillis) throws Exception {
        long before = receiver.received();
        services.start();
        LoadResult result = load.run(new LoadOrder(services.url(), seconds, maxPauseMillis));
        awaitArrival(receiver, before + result.requests() * variant.eventsPerRequest());
        Usage usage = services.stop();
        return new Load(result, usage, receiver.received() - before);
    }

    /** Waits for what is expected, as long as it keeps coming. */
    private static void awaitArrival(Receiver receiver, long expected) throws Exception {
        long received = receiver.received();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (received < expected && System.nanoTime() < giveUp) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            long now = receiver.received();
            if (now > received) {
                received = now;
                giveUp = System.nanoTime() + PATIENCE.toNanos();
            }
        }
    }

    /** The two that are measured together. */
    private record Services(ServiceProcess first, ServiceProcess second) {

        String url() {
            return first.address() + FIRST;
        }

        void start() throws Exception {
            first.meter().start();
            second.meter().start();
        }

        Usage stop() throws Exception {
            return first.meter().stop().plus(second.meter().stop());
        }

        long residentBytes() throws Exception {
            return first.residentBytes() + second.residentBytes();
        }
    }
}
