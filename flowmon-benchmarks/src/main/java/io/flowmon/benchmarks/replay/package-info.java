/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How long it takes to send many messages again. */
@NullMarked
package io.flowmon.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
