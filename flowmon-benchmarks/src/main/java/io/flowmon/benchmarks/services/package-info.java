/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Whole processes side by side: what a service costs with and without monitoring. How to run and to read it: {@code
 * docs/benchmarks.md}.
 */
@NullMarked
package io.flowmon.benchmarks.services;

import org.jspecify.annotations.NullMarked;
