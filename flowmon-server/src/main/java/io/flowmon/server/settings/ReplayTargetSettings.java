/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import jakarta.validation.Valid;
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
 * Where messages may be sent again to. What is not set up here is replayed to nowhere.
 *
 * @param brokerTimeout How long Redis, RabbitMQ or Kafka may take for what is sent to them at once, and to be connected to.
 */
@ConfigurationProperties("flowmon.server.replay")
@Validated
public record ReplayTargetSettings(
        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration brokerTimeout,

        @DefaultValue Redis redis,
        @Valid @DefaultValue Http http,
        @DefaultValue Rabbitmq rabbitmq,
        @DefaultValue Kafka kafka) {

    /** The end of a list that messages are pushed to. */
    public enum End {
        LEFT,
        RIGHT
    }

    /**
     * Redis, for messages of lists, channels and streams.
     *
     * @param uri Address, such as redis://host:6379/0, or rediss:// with TLS.
     * @param username Who logs in there, if it is not in the address.
     * @param password Password, if it is not in the address.
     * @param push End of a list that messages are pushed to, as their senders do: left (LPUSH) or right (RPUSH).
     */
    public record Redis(
            @Nullable String uri,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("left") End push) {}

    /**
     * Services that are called again.
     *
     * @param allowedHosts Services that may be called again, as host or host:port; with https:// before it, over TLS. No
     *     patterns, and no other host is ever called.
     * @param timeout How long one call may take.
     */
    public record Http(
            @DefaultValue List<String> allowedHosts,

            @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
            Duration timeout) {}

    /**
     * RabbitMQ, for messages of queues and exchanges.
     *
     * @param uri Address, such as amqp://host:5672 or amqp://host/virtual-host, or amqps:// with TLS.
     * @param username Who logs in there, if it is not in the address.
     * @param password Password, if it is not in the address.
     */
    public record Rabbitmq(
            @Nullable String uri,
            @Nullable String username,
            @Nullable String password) {}

    /**
     * Kafka, for messages of topics.
     *
     * @param bootstrapServers Brokers, as host:port, separated by commas.
     * @param properties More settings of Kafka's producer, by their names there, such as security.protocol; acks, idempotence,
     *     serializers and timeouts are the server's own.
     */
    public record Kafka(
            @Nullable String bootstrapServers, @DefaultValue Map<String, String> properties) {}
}
