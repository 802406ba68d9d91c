/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import io.flowmon.rules.definition.ParameterOverride;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The rules that raise alerts, and how they run inside the server.
 *
 * @param enabled Whether rules run in this server.
 * @param folder Folder with rules of your own, one .sql file each; it is read again when something in it changes.
 * @param horizon How far back a rule begins that is new or was changed.
 * @param most How many rules may run; each takes memory.
 * @param values Values of rules' parameters in place of their defaults: rule, parameter, value, and for which module or
 *     endpoint alone.
 */
@ConfigurationProperties("flowmon.server.rules")
@Validated
public record RulesSettings(
        @DefaultValue("true") boolean enabled,
        @Nullable Path folder,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 7)
        Duration horizon,

        @DefaultValue("32") @Min(1) @Max(200) int most,
        @DefaultValue List<@Valid Value> values) {

    /**
     * A parameter's value.
     *
     * @param module a module type; all if absent
     * @param endpoint all if absent
     */
    public record Value(
            @NotBlank String rule,
            @NotBlank String parameter,
            @NotBlank String value,
            @Nullable String module,
            @Nullable String endpoint) {}

    /** The values as rules take them. */
    public List<ParameterOverride> overrides() {
        return values.stream()
                .map(one ->
                        new ParameterOverride(one.rule(), one.module(), one.endpoint(), one.parameter(), one.value()))
                .toList();
    }
}
