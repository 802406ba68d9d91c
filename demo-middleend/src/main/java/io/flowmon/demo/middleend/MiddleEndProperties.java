/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.middleend;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the middle-end knows of the backend.
 *
 * @param queue the Redis list that the backend takes its messages from
 * @param backendWorkers how many messages the backend works on at once; used for the estimate alone
 */
@ConfigurationProperties("demo")
record MiddleEndProperties(String queue, int backendWorkers) {}
