/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** How many events a second all shipped rules judge together, in one process. */
@NullMarked
package io.flowmon.benchmarks.rules;

import org.jspecify.annotations.NullMarked;
