/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.log;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * From a time on; and where Kafka no longer has what comes next, from the oldest that it has. Flink's own initializer goes to the
 * newest then, past events that are still there.
 */
final class SinceOffsets implements OffsetsInitializer {

    private static final long serialVersionUID = 1;

    private final OffsetsInitializer since;

    SinceOffsets(long millis) {
        this.since = OffsetsInitializer.timestamp(millis);
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        return since.getPartitionOffsets(partitions, retriever);
    }

    @Override
    @SuppressWarnings("deprecation") // Flink's interface asks for it
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.EARLIEST;
    }
}
