/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import io.flowmon.server.settings.ReplayTargetSettings;
import io.flowmon.server.settings.UnusableSettingException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What Kafka's clients are told. */
final class KafkaSettings {

    static final String BROKERS = "flowmon.server.replay.kafka.bootstrap-servers";

    private static final String PROPERTIES = "flowmon.server.replay.kafka.properties";
    private static final Pattern HOSTS_AND_PORTS = Pattern.compile("[^\\s,]+:\\d{1,5}(\\s*,\\s*[^\\s,]+:\\d{1,5})*");
    private static final int LINGER_MILLIS = 5;

    private KafkaSettings() {}

    /**
     * What is set, and over it what sending again rests on: each record is acknowledged by all replicas, written once, and given
     * up in time. Null without brokers.
     *
     * @throws UnusableSettingException if Kafka could not use it
     */
    static @Nullable Map<String, Object> of(ReplayTargetSettings.Kafka kafka, Duration timeout) {
        String brokers = kafka.bootstrapServers();
        if (brokers == null || brokers.isBlank()) {
            return null;
        }
        if (!HOSTS_AND_PORTS.matcher(brokers.strip()).matches()) {
            throw new UnusableSettingException(
                    BROKERS, "It is no list of brokers.", "Set it to one or more host:port, separated by commas.");
        }
        int millis = Math.toIntExact(timeout.toMillis());
        Map<String, Object> all = new HashMap<>(kafka.properties());
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers.strip());
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
        all.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "flowmon-replay");
        try {
            new ProducerConfig(all);
        } catch (ConfigException unusable) {
            throw new UnusableSettingException(
                    PROPERTIES,
                    "Kafka's producer does not take them: " + unusable.getMessage(),
                    "Give settings of Kafka's producer, by their names there.");
        }
        return Map.copyOf(all);
    }
}
