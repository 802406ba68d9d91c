/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** How soon a server says what is wrong. */
@NullMarked
package io.flowmon.benchmarks.alerts;

import org.jspecify.annotations.NullMarked;
