/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;

/**
 * The actions of one part of the time range.
 *
 * @param count actions that ended in it; where flows are sampled, the number that they stand for, rounded
 * @param errors those of them that ended with another outcome than {@code ok}, counted likewise
 */
public record LatencyBucket(Instant from, Instant to, long count, long errors, Percentiles elapsedSeconds) {}
