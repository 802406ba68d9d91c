/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import io.flowmon.autoconfigure.PropertyChecks;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Messages through Kafka by Spring for Apache Kafka.
 *
 * @param enabled Whether messages get ids in their headers and are recorded.
 * @param exclude Patterns of the names of topics to leave alone.
 * @param maxBodySize Most bytes of a message's payload that are kept in an event.
 */
@ConfigurationProperties("flowmon.kafka")
record FlowmonKafkaProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue List<String> exclude,
        @DefaultValue("8KB") DataSize maxBodySize) {

    FlowmonKafkaProperties {
        PropertyChecks.noneBlank("flowmon.kafka.exclude", exclude);
        PropertyChecks.notNegative("flowmon.kafka.max-body-size", maxBodySize);
    }

    int maxBodyBytes() {
        return (int) Math.min(maxBodySize.toBytes(), Integer.MAX_VALUE);
    }
}
