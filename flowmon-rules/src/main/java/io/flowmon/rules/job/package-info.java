/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The Flink job of one rule, from the feed of events to the alerts. */
@NullMarked
package io.flowmon.rules.job;

import org.jspecify.annotations.NullMarked;
