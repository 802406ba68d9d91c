/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.backend;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the backend takes its work from.
 *
 * @param queue the Redis list to take messages from
 * @param instance names this instance's own processing list. It must be the same after a restart, so that what a crash
 *     left is found again, and differ from that of every other instance that runs
 * @param pollTimeout how long one blocking pop waits, shorter than {@code spring.data.redis.timeout}; a stop takes as long at most, besides the running work
 * @param stopTimeout how long a stop waits for the work that is running
 */
@ConfigurationProperties("demo")
record BackendProperties(String queue, String instance, Duration pollTimeout, Duration stopTimeout) {}
