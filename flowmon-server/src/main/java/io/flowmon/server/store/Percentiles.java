/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

/** The usual percentiles, each interpolated between the two nearest values; in the unit of what was measured. */
public record Percentiles(double p1, double p5, double p25, double p50, double p75, double p95, double p99) {}
