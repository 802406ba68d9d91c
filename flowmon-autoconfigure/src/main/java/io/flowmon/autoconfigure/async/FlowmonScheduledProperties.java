/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done with scheduled methods.
 *
 * @param enabled Whether each run of a scheduled method is a flow of its own.
 * @param exclude Scheduled methods to leave alone, as patterns such as OrderCleanup.* of the class's simple or full name
 *     and the method; * stands for any characters.
 */
@ConfigurationProperties("flowmon.scheduled")
record FlowmonScheduledProperties(
        @DefaultValue("true") boolean enabled, @DefaultValue List<String> exclude) {}
