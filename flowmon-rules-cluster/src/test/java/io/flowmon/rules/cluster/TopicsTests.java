/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a real broker, and where there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicsTests {

    private Broker broker;

    @BeforeAll
    void start() {
        broker = new Broker();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void makeSure_noneThere_makesBothOfOnePartition_andLeavesThemAsTheyAre() throws Exception {
        Topics topics = broker.topics();
        topics.makeSure();
        topics.makeSure();
        try (Admin admin = Admin.create(new HashMap<>(broker.clients()))) {
            assertThat(admin.describeTopics(List.of(topics.events(), topics.alerts()))
                            .allTopicNames()
                            .get())
                    .hasSize(2)
                    .allSatisfy((name, topic) -> assertThat(topic.partitions()).hasSize(1));
        }
    }

    @Test
    void makeSure_twoPartitions_saysWhatIsWrong() throws Exception {
        Topics topics = broker.topics();
        try (Admin admin = Admin.create(new HashMap<>(broker.clients()))) {
            admin.createTopics(List.of(new NewTopic(topics.events(), 2, (short) 1)))
                    .all()
                    .get();
        }
        assertThatThrownBy(topics::makeSure)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(topics.events(), "2 partitions", "must have one");
    }

    @Test
    void makeSure_noBroker_saysSo() {
        Topics topics = new Topics(
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:1",
                        "default.api.timeout.ms",
                        "2000",
                        "request.timeout.ms",
                        "1000"),
                "events",
                "alerts",
                Duration.ofDays(1));
        assertThatThrownBy(topics::makeSure)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Kafka does not say whether there is a topic events");
    }
}
