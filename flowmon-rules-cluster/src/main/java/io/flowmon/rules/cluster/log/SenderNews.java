/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.log;

import io.flowmon.rules.event.SenderState;
import java.time.Instant;

/** What became known of a sender, and when. */
record SenderNews(SenderState sender, Instant observedAt) {}
