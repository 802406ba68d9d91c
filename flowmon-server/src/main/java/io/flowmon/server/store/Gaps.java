/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

/**
 * Times between arrivals.
 *
 * @param count how many; with none the others are 0
 * @param scv their squared coefficient of variation
 */
public record Gaps(long count, double meanSeconds, double scv) {}
