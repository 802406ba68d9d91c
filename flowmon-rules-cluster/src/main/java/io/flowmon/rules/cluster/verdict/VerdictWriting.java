/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.verdict;

import io.flowmon.rules.alert.AlertSignal;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Writes what a job's rule says into the topic, each signal at least once. */
public final class VerdictWriting {

    private final Map<String, String> kafka;
    private final String topic;

    /**
     * A topic to write to.
     *
     * @param kafka how to reach it, as Kafka's clients name it
     */
    public VerdictWriting(Map<String, String> kafka, String topic) {
        this.kafka = Map.copyOf(kafka);
        this.topic = topic;
    }

    /** Adds that to the job. */
    public void write(DataStream<AlertSignal> signals, String rule) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        KafkaSink<Verdict> sink = KafkaSink.<Verdict>builder()
                .setBootstrapServers(kafka.get("bootstrap.servers"))
                .setKafkaProducerConfig(properties)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new VerdictFormat(topic))
                .build();
        signals.transform("verdicts", TypeInformation.of(Verdict.class), new Verdicts(rule))
                .uid("verdicts")
                .setParallelism(1)
                .sinkTo(sink)
                .uid("alerts")
                .name("alerts")
                .setParallelism(1);
    }
}
