/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.health;

import io.flowmon.server.notification.ChannelStatus;
import io.flowmon.server.notification.Notifications;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Whether channels take what they are told. All else goes on without them: the status is then unknown, with the reason. */
@Component
class ChannelsHealthIndicator implements HealthIndicator {

    private final Notifications notifications;

    ChannelsHealthIndicator(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public Health health() {
        Map<String, String> trouble = new TreeMap<>();
        for (ChannelStatus status : notifications.statuses()) {
            if (status.trouble() != null) {
                trouble.put(status.name(), status.trouble());
            }
        }
        return trouble.isEmpty()
                ? Health.up().build()
                : Health.status(Status.UNKNOWN).withDetail("trouble", trouble).build();
    }
}
