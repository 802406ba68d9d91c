/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the scaling advice aims at, and what it cannot find out from events.
 *
 * @param target Within what time that part of the actions is to be done, the wait before them included.
 * @param percentile The part of the actions that is to be done in time, from 0.5 to 0.99.
 * @param concurrency How many actions an instance works on at once at most, such as its threads; the most that were seen
 *     at once if not set.
 * @param values Other values for a module or endpoint: module, endpoint, and any of target, percentile and concurrency.
 */
@ConfigurationProperties("flowmon.server.advice")
@Validated
public record AdviceSettings(
        @DefaultValue("300ms") @DurationMin(millis = 1) @DurationMax(days = 1)
        Duration target,

        @DefaultValue("0.95") @DecimalMin("0.5") @DecimalMax("0.99")
        double percentile,

        @Min(1) @Max(10_000) @Nullable Integer concurrency,
        @DefaultValue List<@Valid Value> values) {

    /**
     * Values for some actions; what is null here is as elsewhere.
     *
     * @param module a module type; all if absent
     * @param endpoint all if absent
     */
    public record Value(
            @Nullable String module,
            @Nullable String endpoint,

            @DurationMin(millis = 1) @DurationMax(days = 1) @Nullable
            Duration target,

            @DecimalMin("0.5") @DecimalMax("0.99") @Nullable Double percentile,
            @Min(1) @Max(10_000) @Nullable Integer concurrency) {

        private boolean covers(String module, @Nullable String endpoint) {
            return (this.module == null || this.module.equals(module))
                    && (this.endpoint == null || this.endpoint.equals(endpoint));
        }

        private int specificity() {
            return (endpoint == null ? 0 : 2) + (module == null ? 0 : 1);
        }
    }

    /** The target of a module's endpoint, or of all that the module does. */
    public Duration targetOf(String module, @Nullable String endpoint) {
        Duration special = mostSpecific(module, endpoint, Value::target);
        return special == null ? target : special;
    }

    /** The percentile of a module's endpoint, or of all that the module does. */
    public double percentileOf(String module, @Nullable String endpoint) {
        Double special = mostSpecific(module, endpoint, Value::percentile);
        return special == null ? percentile : special;
    }

    /** What an instance does at once at most, of an endpoint or of everything; null when nobody said so. */
    public @Nullable Integer concurrencyOf(String module, @Nullable String endpoint) {
        Integer special = mostSpecific(module, endpoint, Value::concurrency);
        return special == null ? concurrency : special;
    }

    private <T> @Nullable T mostSpecific(
            String module, @Nullable String endpoint, Function<Value, @Nullable T> property) {
        return values.stream()
                .filter(value -> value.covers(module, endpoint))
                .sorted(Comparator.comparingInt(Value::specificity).reversed())
                .map(property)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
