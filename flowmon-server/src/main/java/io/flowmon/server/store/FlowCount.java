/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;

/**
 * How many flows began in a part of the time. Counts are scaled to all flows where only a sample is recorded.
 *
 * @param from inclusive
 * @param to exclusive
 * @param failed those of them with another outcome than {@code ok}
 * @param recorded how many of them are stored: less than {@code count} where flows are sampled
 */
public record FlowCount(Instant from, Instant to, long count, long failed, long recorded) {}
