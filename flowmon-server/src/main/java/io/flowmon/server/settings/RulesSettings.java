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
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The rules that raise alerts, and where they run.
 *
 * @param enabled Whether rules run in this server.
 * @param folder Folder with rules of your own, one .sql file each; it is read again when something in it changes.
 * @param horizon How far back a rule begins that is new or was changed.
 * @param most How many rules may run; each takes memory.
 * @param cluster Where rules run if not inside the server.
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
        @Valid @DefaultValue Cluster cluster,
        @DefaultValue List<@Valid Value> values) {

    /**
     * A Flink cluster, to which events go over Kafka, and from which alerts come.
     *
     * @param jobManager Address of the JobManager's REST interface, such as http://jobmanager:8081; without it, rules run inside
     *     the server.
     * @param parallelism How many parts each rule runs in; each part takes a slot of a TaskManager.
     * @param checkpoints Folder in which rules remember how far they came, as a URI that means the same to this server and to
     *     all of Flink.
     * @param bootstrapServers Kafka's brokers, as host:port, separated by commas.
     * @param topics Beginning of the names of the server's two topics, which end with -events and -alerts; nobody else's.
     * @param retention How long the topics keep what is in them, if the server makes them.
     * @param kafka More settings of Kafka's clients, by their names there, such as security.protocol; they go to Flink with the
     *     jobs.
     * @param flink More settings of Flink, by their names there, such as state.backend.type.
     */
    public record Cluster(
            @Nullable URI jobManager,
            @DefaultValue("1") @Min(1) @Max(1000) int parallelism,
            @Nullable URI checkpoints,
            @Nullable String bootstrapServers,

            @DefaultValue("flowmon") @Pattern(regexp = "[a-zA-Z0-9._-]{1,200}")
            String topics,

            @DefaultValue("1d") @DurationMin(minutes = 1) @DurationMax(days = 365)
            Duration retention,

            @DefaultValue Map<String, String> kafka,
            @DefaultValue Map<String, String> flink) {}

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
                .map(one -> new ParameterOverride(
                        one.rule(), given(one.module()), given(one.endpoint()), one.parameter(), one.value()))
                .toList();
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
