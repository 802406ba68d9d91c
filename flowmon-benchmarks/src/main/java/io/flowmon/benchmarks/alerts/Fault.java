/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.alerts;

import java.time.Instant;

/**
 * Something wrong that was sent, and what should be said of it.
 *
 * @param due when it can be known: its arrival, its deadline, or the end of its window
 */
record Fault(String rule, String endpoint, Instant due) {}
