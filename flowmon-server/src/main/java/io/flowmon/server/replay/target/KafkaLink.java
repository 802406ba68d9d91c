/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/** Kafka's clients, which are made when they are first needed, and find their brokers again by themselves. Any thread. */
final class KafkaLink implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Map<String, Object> settings;
    private final Duration timeout;
    private @Nullable Admin admin;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean closed;

    KafkaLink(Map<String, Object> settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
    }

    /**
     * Why there is no sending to topics: those that are not there, or not for us. A producer alone would have them made, or would
     * wait for each.
     *
     * @throws RuntimeException if there is no client to ask
     */
    Map<String, String> troubles(Set<String> topics) throws InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> asked = admin().describeTopics(
                        topics, new DescribeTopicsOptions().timeoutMs(Math.toIntExact(timeout.toMillis())))
                .topicNameValues();
        Map<String, String> troubles = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : asked.entrySet()) {
            try {
                topic.getValue().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException trouble) {
                troubles.put(topic.getKey(), Failures.text(trouble));
            }
        }
        return troubles;
    }

    /** @throws RuntimeException if none can be made, such as because no broker's name is known */
    synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            requireOpen();
            producer = new KafkaProducer<>(settings);
        }
        return producer;
    }

    /** Makes another one the next time, unless that has happened already: some failures end a producer for good. */
    synchronized void giveUp(Producer<byte[], byte[]> failed) {
        if (producer == failed) {
            producer = null;
        }
        failed.close(Duration.ZERO);
    }

    private synchronized Admin admin() {
        if (admin == null) {
            requireOpen();
            admin = Admin.create(settings);
        }
        return admin;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the server stops");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(CLOSING);
        }
        if (admin != null) {
            admin.close(CLOSING);
        }
    }
}
