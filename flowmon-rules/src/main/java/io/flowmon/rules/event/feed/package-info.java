/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Reads the feed into a Flink job, and remembers in its checkpoints how far it came. */
@NullMarked
package io.flowmon.rules.event.feed;

import org.jspecify.annotations.NullMarked;
