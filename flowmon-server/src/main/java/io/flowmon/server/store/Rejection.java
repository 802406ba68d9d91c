/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.server.event.RejectedEvent;
import java.time.Instant;

/**
 * A rejected event as it is kept.
 *
 * @param sequence ascending in the order of storing
 * @param source where it came from
 */
public record Rejection(long sequence, Instant receivedAt, String source, RejectedEvent event) {}
