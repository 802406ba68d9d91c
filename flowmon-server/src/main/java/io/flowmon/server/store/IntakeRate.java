/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;

/** How many of the stored events were received in one part of the time range, by the server's clock. */
public record IntakeRate(Instant from, Instant to, long events) {}
