/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.log;

import org.jspecify.annotations.Nullable;

/**
 * A record of the log on its way to a job.
 *
 * @param value for the job; null if it is the time
 * @param time null if it is a value
 */
record LogItem(@Nullable Object value, @Nullable LogTime time) {}
