/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** JVMs that benchmarks start, measure and stop, and the figures of several rounds. */
@NullMarked
package io.flowmon.benchmarks.process;

import org.jspecify.annotations.NullMarked;
