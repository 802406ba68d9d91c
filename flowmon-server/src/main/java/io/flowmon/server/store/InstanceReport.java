/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.core.wire.HeartbeatReport;
import java.time.Instant;
import java.util.UUID;

/**
 * How one running instance of a module said it was doing; the newest one is kept.
 *
 * @param session that of its fresh events
 */
public record InstanceReport(UUID session, HeartbeatReport report, Instant receivedAt) {}
