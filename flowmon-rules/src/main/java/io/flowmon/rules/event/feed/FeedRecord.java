/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event.feed;

import io.flowmon.rules.event.RuleEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event, or how far time has come.
 *
 * @param event null if it is the time
 * @param time in milliseconds; everything before has been read
 */
record FeedRecord(@Nullable RuleEvent event, long time) {}
