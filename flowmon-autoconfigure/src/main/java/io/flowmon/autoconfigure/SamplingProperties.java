/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which of the flows that begin in this service are recorded. What comes from elsewhere was decided there.
 *
 * @param rate Share of the flows beginning in this service that are recorded, from 0 to 1.
 * @param overrides Places where flows begin with a rate of their own; the first that fits holds.
 */
@ConfigurationProperties("flowmon.sampling")
record SamplingProperties(
        @DefaultValue("1") double rate, @DefaultValue List<SamplingOverride> overrides) {

    private static final String NAME = "flowmon.sampling";

    /** Counts that are scaled by more than a million say nothing. */
    private static final double MIN_RATE = 1e-6;

    SamplingProperties {
        requireRate(rate, NAME + ".rate");
        for (int i = 0; i < overrides.size(); i++) {
            SamplingOverride override = overrides.get(i);
            String name = Places.overrideName(NAME, i);
            override.places().requireAny(name);
            if (override.rate() == null) {
                throw new InvalidFlowmonPropertyException(
                        name, "It has no rate.", "Set " + name + ".rate to a number from 0 to 1.");
            }
            requireRate(override.rate(), name + ".rate");
        }
    }

    private static void requireRate(double rate, String name) {
        if (rate != 0 && !(rate >= MIN_RATE && rate <= 1)) {
            throw new InvalidFlowmonPropertyException(
                    name,
                    "It must be 0, or a number from 0.000001 to 1, not " + rate + ".",
                    "Set 1 to record every flow, or 0.1 to record a tenth of them.");
        }
    }

    /**
     * Places where flows begin.
     *
     * @param web Paths of calls to this service, as patterns such as /orders/**.
     * @param redis Names of Redis lists, channels and streams that plain messages are taken from; * stands for any
     *     characters.
     * @param rate Share of the flows beginning there that are recorded.
     */
    record SamplingOverride(
            @DefaultValue List<String> web,
            @DefaultValue List<String> redis,
            @Nullable Double rate) {

        Places places() {
            return new Places(web, List.of(), redis);
        }
    }
}
