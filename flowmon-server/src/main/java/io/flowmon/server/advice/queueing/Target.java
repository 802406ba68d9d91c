/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

/**
 * What is to be held.
 *
 * @param percentile the part of the actions, above 0 and below 1
 * @param seconds within which they are to be done, the wait included
 */
public record Target(double percentile, double seconds) {}
