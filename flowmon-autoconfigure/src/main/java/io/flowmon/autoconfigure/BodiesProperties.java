/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import io.flowmon.core.event.BodyMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the bodies of calls and the payloads of messages are sent.
 *
 * @param mode When bodies are sent: with every event that has them, only with the end of an action that failed or was slow,
 *     or never.
 * @param slow What takes longer than this counts as trouble in mode on-trouble.
 * @param overrides Places with a mode or threshold of their own; the first that fits holds.
 */
@ConfigurationProperties("flowmon.bodies")
record BodiesProperties(
        @DefaultValue("always") BodyMode mode,
        @DefaultValue("1s") Duration slow,
        @DefaultValue List<BodyOverride> overrides) {

    private static final String NAME = "flowmon.bodies";

    BodiesProperties {
        requirePositive(slow, NAME + ".slow");
        for (int i = 0; i < overrides.size(); i++) {
            BodyOverride override = overrides.get(i);
            String name = Places.overrideName(NAME, i);
            override.places().requireAny(name);
            if (override.mode() == null && override.slow() == null) {
                throw new InvalidFlowmonPropertyException(
                        name, "It says nothing about bodies.", "Set its mode, its slow, or both.");
            }
            if (override.slow() != null) {
                requirePositive(override.slow(), name + ".slow");
            }
        }
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new InvalidFlowmonPropertyException(
                    name, "It must be positive, not " + duration.toMillis() + "ms.", "Set a duration such as 500ms.");
        }
    }

    /**
     * Places where bodies are treated in another way.
     *
     * @param web Paths of calls to this service, as patterns such as /orders/**.
     * @param client Calls that this service makes, as patterns of host and path such as bank.example.com/cards/**.
     * @param redis Names of Redis lists, channels and streams; * stands for any characters.
     * @param mode When bodies are sent there; as everywhere if not set.
     * @param slow What counts as trouble there; as everywhere if not set.
     */
    record BodyOverride(
            @DefaultValue List<String> web,
            @DefaultValue List<String> client,
            @DefaultValue List<String> redis,
            @Nullable BodyMode mode,
            @Nullable Duration slow) {

        Places places() {
            return new Places(web, client, redis);
        }
    }
}
