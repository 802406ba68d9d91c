/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** JVMs that benchmarks start, measure and stop. */
@NullMarked
package io.flowmon.benchmarks.process;

import org.jspecify.annotations.NullMarked;
