/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import io.flowmon.core.context.CorrelationIds;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.FlowSampler;
import io.flowmon.core.event.BodyMode;
import io.flowmon.core.event.Recording;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How much is recorded, as configured: every technology asks here which flows that begin with it are recorded, and what of
 * an action in a recorded flow. Immutable; any thread; nothing throws.
 */
public final class VolumeRules {

    private final PlaceRules<Recording> recordings;
    private final PlaceRules<Double> rates;

    private VolumeRules(PlaceRules<Recording> recordings, PlaceRules<Double> rates) {
        this.recordings = recordings;
        this.rates = rates;
    }

    /** Everything of every flow. */
    public static VolumeRules everything() {
        return new VolumeRules(new PlaceRules<>(Recording.ALL), new PlaceRules<>(1.0));
    }

    static VolumeRules of(boolean beginEvents, BodiesProperties bodies, SamplingProperties sampling) {
        PlaceRules<Recording> recordings =
                new PlaceRules<>(new Recording(beginEvents, bodies.mode(), nanos(bodies.slow())));
        List<BodiesProperties.BodyOverride> bodyOverrides = bodies.overrides();
        for (int i = 0; i < bodyOverrides.size(); i++) {
            BodiesProperties.BodyOverride override = bodyOverrides.get(i);
            BodyMode mode = override.mode() == null ? bodies.mode() : override.mode();
            Duration slow = override.slow() == null ? bodies.slow() : override.slow();
            recordings.add(
                    Places.overrideName("flowmon.bodies", i),
                    override.places(),
                    new Recording(beginEvents, mode, nanos(slow)));
        }
        PlaceRules<Double> rates = new PlaceRules<>(sampling.rate());
        List<SamplingProperties.SamplingOverride> rateOverrides = sampling.overrides();
        for (int i = 0; i < rateOverrides.size(); i++) {
            SamplingProperties.SamplingOverride override = rateOverrides.get(i);
            double rate = override.rate() == null ? sampling.rate() : override.rate();
            rates.add(Places.overrideName("flowmon.sampling", i), override.places(), rate);
        }
        return new VolumeRules(recordings, rates);
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException centuries) {
            return Long.MAX_VALUE;
        }
    }

    /** What is recorded of a call to this service, by its path without the context path. */
    public Recording ofRequest(String path) {
        return recordings.ofRequest(path);
    }

    /** What is recorded of a call that this service makes. */
    public Recording ofCall(URI uri) {
        return recordings.ofCall(uri);
    }

    /** What is recorded of a message on its way to or from a Redis destination. */
    public Recording ofMessage(String destination) {
        return recordings.ofDestination(destination);
    }

    /** What is recorded of the application's own steps. */
    public Recording ofStep() {
        return recordings.everywhere();
    }

    /** The sample rate of a flow that begins with a call to this service: 0 when it is not recorded. */
    public double sampleRateOfRequest(String correlationId, String path) {
        return FlowSampler.decide(correlationId, rates.ofRequest(path));
    }

    /** A flow that begins with a message taken from {@code destination} that belongs to none. */
    public FlowContext newFlowFrom(String destination) {
        String correlationId = CorrelationIds.create();
        return new FlowContext(
                correlationId, null, FlowSampler.decide(correlationId, rates.ofDestination(destination)));
    }

    /** Decides about flows that begin in any other way. */
    FlowSampler sampler() {
        return new FlowSampler(rates.everywhere());
    }
}
