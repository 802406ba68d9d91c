/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.actuate;

import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.SenderStatistics;
import io.flowmon.core.sender.Transport;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Tells whether events find their way. A service is healthy without them, so it is only down if asked for. */
final class FlowmonHealthIndicator implements HealthIndicator {

    private final EventSender sender;
    private final Transport transport;
    private final Status disconnected;

    FlowmonHealthIndicator(EventSender sender, Transport transport, FlowmonHealthProperties properties) {
        this.sender = sender;
        this.transport = transport;
        this.disconnected = properties.downWhenDisconnected() ? Status.DOWN : Status.UNKNOWN;
    }

    @Override
    public Health health() {
        SenderStatistics statistics = sender.statistics();
        String trouble = transport.trouble();
        boolean connected = trouble == null && Boolean.TRUE.equals(statistics.connected());
        Health.Builder health = Health.status(connected ? Status.UP : disconnected)
                .withDetail("connected", connected)
                .withDetail("state", statistics.state().wireName())
                .withDetail("queued", statistics.queued())
                .withDetail("spooled", statistics.spooled())
                .withDetail("dropped", statistics.dropped());
        if (trouble != null) {
            health.withDetail("trouble", trouble);
        }
        if (statistics.lastError() != null) {
            health.withDetail("lastError", statistics.lastError());
        }
        return health.build();
    }
}
