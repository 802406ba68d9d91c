/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real broker in this process. */
public final class Broker implements AutoCloseable {

    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);

    public Broker() {
        broker.brokerProperty("transaction.state.log.replication.factor", "1");
        broker.brokerProperty("transaction.state.log.min.isr", "1");
        broker.brokerProperty("transaction.state.log.num.partitions", "1");
        broker.brokerProperty("offsets.topic.num.partitions", "1");
        broker.afterPropertiesSet();
    }

    public Map<String, String> clients() {
        return Map.of("bootstrap.servers", broker.getBrokersAsString());
    }

    /** Topics that nobody has used, and that keep events of any age. */
    public Topics topics() {
        String name = UUID.randomUUID().toString();
        return new Topics(clients(), "events-" + name, "alerts-" + name, Duration.ofMillis(-1));
    }

    @Override
    public void close() {
        broker.destroy();
    }
}
