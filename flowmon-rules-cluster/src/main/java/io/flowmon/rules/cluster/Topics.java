/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * The two topics of a server.
 *
 * @param kafka how to reach Kafka, as its clients name it; {@code bootstrap.servers} at least
 * @param events the log's
 * @param alerts the verdicts'
 * @param retention how long each keeps what is in it, if it is made here; negative for ever
 */
public record Topics(Map<String, String> kafka, String events, String alerts, Duration retention) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public Topics {
        kafka = Map.copyOf(kafka);
    }

    /**
     * Makes them if they are not there.
     *
     * @throws IOException when Kafka does not answer or does not let it, or one has more partitions than one: rules need
     *     events in order
     */
    void makeSure() throws IOException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent("default.api.timeout.ms", String.valueOf(PATIENCE.toMillis()));
        settings.putIfAbsent(
                "request.timeout.ms", String.valueOf(PATIENCE.dividedBy(2).toMillis()));
        try (Admin admin = Admin.create(settings)) {
            for (String topic : List.of(events, alerts)) {
                makeSure(admin, topic);
            }
        } catch (KafkaException unusable) {
            throw new IOException("Kafka cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private void makeSure(Admin admin, String topic) throws IOException {
        TopicDescription description = description(admin, topic);
        if (description == null) {
            NewTopic made = new NewTopic(topic, Optional.of(1), Optional.empty())
                    .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(millis())));
            try {
                await(admin.createTopics(List.of(made)).all(), "The topic " + topic + " cannot be made");
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof TopicExistsException)) {
                    throw failure("The topic " + topic + " cannot be made", failed);
                }
            }
        } else if (description.partitions().size() != 1) {
            throw new IOException("The topic %s has %d partitions; rules need events in order, so it must have one"
                    .formatted(topic, description.partitions().size()));
        }
    }

    private static @Nullable TopicDescription description(Admin admin, String topic) throws IOException {
        try {
            return await(
                            admin.describeTopics(List.of(topic)).allTopicNames(),
                            "Kafka does not say whether there is a topic " + topic)
                    .get(topic);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw failure("Kafka does not say whether there is a topic " + topic, failed);
        }
    }

    private long millis() {
        return retention.isNegative() ? -1 : retention.toMillis();
    }

    private static <T> T await(KafkaFuture<T> future, String what) throws IOException, ExecutionException {
        try {
            return future.get(PATIENCE.toSeconds() + 1, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(what, stopped);
        } catch (TimeoutException late) {
            throw new IOException(what + ": no answer in " + PATIENCE.toSeconds() + " s", late);
        }
    }

    private static IOException failure(String what, ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return new IOException(what + ": " + cause.getMessage(), cause);
    }
}
