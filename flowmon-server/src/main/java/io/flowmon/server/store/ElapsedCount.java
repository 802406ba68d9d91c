/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;

/**
 * How many actions ended in a part of the time range that took about the same time.
 *
 * @param band which of {@link ElapsedBands#bounds()} it begins at
 * @param count actions; where flows are sampled, the number that they stand for, rounded
 * @param errors those of them that ended with another outcome than {@code ok}, counted likewise
 */
public record ElapsedCount(Instant from, Instant to, int band, long count, long errors) {}
