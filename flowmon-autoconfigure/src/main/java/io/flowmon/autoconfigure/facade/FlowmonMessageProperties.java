/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import io.flowmon.autoconfigure.PropertyChecks;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Messages that the application packs itself.
 *
 * @param maxBodySize Most bytes of a message's payload that are kept in an event.
 */
@ConfigurationProperties("flowmon.message")
record FlowmonMessageProperties(@DefaultValue("8KB") DataSize maxBodySize) {

    FlowmonMessageProperties {
        PropertyChecks.notNegative("flowmon.message.max-body-size", maxBodySize);
    }

    int maxBodyBytes() {
        return (int) Math.min(maxBodySize.toBytes(), Integer.MAX_VALUE);
    }
}
