/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long events are kept.
 *
 * @param age How old events may become, by when they were received; 0 keeps them for ever.
 * @param size How much the events may take before the oldest are removed; 0 sets no bound.
 */
@ConfigurationProperties("flowmon.server.retention")
public record RetentionSettings(
        @DefaultValue("30d") Duration age,
        @DefaultValue("0B") DataSize size) {

    public RetentionSettings {
        if (age.isNegative() || size.isNegative()) {
            throw new UnusableSettingException(
                    age.isNegative() ? "flowmon.server.retention.age" : "flowmon.server.retention.size",
                    "It is negative.",
                    "Set how long or how much to keep, or 0 for no bound.");
        }
    }
}
