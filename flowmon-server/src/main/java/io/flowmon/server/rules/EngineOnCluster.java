/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.rules;

import io.flowmon.rules.alert.AlertSink;
import io.flowmon.rules.cluster.ClusterFlink;
import io.flowmon.rules.cluster.KafkaStreams;
import io.flowmon.rules.cluster.Topics;
import io.flowmon.rules.engine.RulesEngine;
import io.flowmon.rules.engine.RulesEngineSettings;
import io.flowmon.rules.event.EventFeed;
import io.flowmon.server.settings.RulesSettings;
import io.flowmon.server.settings.UnusableSettingException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules on a Flink cluster. */
record EngineOnCluster(
        RulesEngineSettings engine,
        URI jobManager,
        int parallelism,
        Map<String, String> flink,
        Topics topics,
        EventFeed feed)
        implements EngineStart {

    private static final String SETTINGS = "flowmon.server.rules.cluster.";

    /** How much is done again after a crash. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    /**
     * As the settings say it.
     *
     * @throws UnusableSettingException when something is missing
     */
    static EngineOnCluster of(RulesSettings settings, EventFeed feed) {
        RulesSettings.Cluster cluster = settings.cluster();
        URI jobManager = required("job-manager", cluster.jobManager(), "an address such as http://jobmanager:8081");
        if (jobManager.getHost() == null || !Set.of("http", "https").contains(jobManager.getScheme())) {
            throw new UnusableSettingException(
                    SETTINGS + "job-manager",
                    "\"" + jobManager + "\" is no http or https address.",
                    "Give the address of the JobManager's REST interface, such as http://jobmanager:8081.");
        }
        URI checkpoints = required("checkpoints", cluster.checkpoints(), "a URI such as file:///shared/flowmon");
        if (checkpoints.getScheme() == null) {
            throw new UnusableSettingException(
                    SETTINGS + "checkpoints",
                    "\"" + checkpoints + "\" has no scheme.",
                    "Give a URI that means the same to this server and to Flink, such as file:///shared/flowmon.");
        }
        if (cluster.retention().compareTo(settings.horizon()) < 0) {
            throw new UnusableSettingException(
                    SETTINGS + "retention",
                    "Topics that forget after %s cannot serve rules that begin %s back."
                            .formatted(cluster.retention(), settings.horizon()),
                    "Make it longer than flowmon.server.rules.horizon.");
        }
        Map<String, String> kafka = new HashMap<>(cluster.kafka());
        kafka.put(
                "bootstrap.servers",
                required("bootstrap-servers", cluster.bootstrapServers(), "Kafka's brokers, such as kafka:9092"));
        return new EngineOnCluster(
                new RulesEngineSettings(
                        URI.create(checkpoints + "/" + cluster.topics()),
                        CHECKPOINT_INTERVAL,
                        settings.horizon(),
                        settings.most()),
                jobManager,
                cluster.parallelism(),
                cluster.flink(),
                new Topics(kafka, cluster.topics() + "-events", cluster.topics() + "-alerts", cluster.retention()),
                feed);
    }

    @Override
    public RulesEngine start(AlertSink alerts) throws IOException {
        return RulesEngine.start(
                engine,
                ClusterFlink.connect(jobManager, parallelism, flink),
                alerts,
                watched -> KafkaStreams.open(topics, feed, engine.horizon(), watched));
    }

    private static <T> T required(String name, @Nullable T value, String what) {
        if (value == null || value.toString().isBlank()) {
            throw new UnusableSettingException(
                    SETTINGS + name, "It is missing, and rules are to run on a cluster.", "Give " + what + ".");
        }
        return value;
    }
}
