/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.health;

import io.flowmon.server.notification.ChannelStatus;
import io.flowmon.server.notification.Notifications;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** What each channel was told, would not take, and whether it is failing. */
@Component
class ChannelsMetrics implements MeterBinder {

    private final Notifications notifications;

    ChannelsMetrics(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (ChannelStatus channel : notifications.statuses()) {
            String name = channel.name();
            FunctionCounter.builder("flowmon.notices.delivered", notifications, of(name, ChannelStatus::delivered))
                    .tag("channel", name)
                    .description("Notices of alerts that a channel took")
                    .register(registry);
            FunctionCounter.builder("flowmon.notices.given.up", notifications, of(name, ChannelStatus::givenUp))
                    .tag("channel", name)
                    .description("Notices of alerts that a channel will never take")
                    .register(registry);
            Gauge.builder(
                            "flowmon.channel.failing",
                            notifications,
                            of(name, status -> status.trouble() == null ? 0 : 1))
                    .tag("channel", name)
                    .description("1 while a channel does not take what it is to be told")
                    .register(registry);
        }
    }

    private static ToDoubleFunction<Notifications> of(String name, ToDoubleFunction<ChannelStatus> value) {
        return notifications -> notifications.statuses().stream()
                .filter(status -> status.name().equals(name))
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN);
    }
}
