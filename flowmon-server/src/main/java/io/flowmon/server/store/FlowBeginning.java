/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;

/**
 * Where a flow begins among those events that were looked at.
 *
 * @param sequence number of its first event
 * @param told the earliest time that these events tell of, by their senders' clocks
 * @param time the earliest time that they tell of, by this server's clock if each was sent at once
 * @param redelivered whether the first event is about a message that came once more, so that there should be an earlier one
 */
public record FlowBeginning(long sequence, Instant told, Instant time, boolean redelivered) {}
