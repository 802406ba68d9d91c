/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The ledger of messages.
 *
 * @param lostAfter What was sent so long ago and not received counts as lost, where somebody receives. The same as the
 *     deadline of the rule lost-message.
 */
@ConfigurationProperties("flowmon.server.messages")
@Validated
public record MessageSettings(
        @DefaultValue("1m") @DurationMin(millis = 1) @DurationMax(days = 365)
        Duration lostAfter) {}
