/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.rules;

import io.flowmon.server.intake.Hearing;
import io.flowmon.server.settings.RulesSettings;
import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.EventLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules as beans. */
@Configuration(proxyBeanMethods = false)
class RulesConfiguration {

    @Bean
    StoreFeed eventFeed(ServerSettings server, EventLog log, Hearing hearing) {
        return new StoreFeed(log, server.zeromq().goneAfter(), hearing::silentBefore);
    }

    @Bean
    RulesRunner rulesRunner(RulesSettings settings, ServerSettings server, AlertStore alerts, StoreFeed feed) {
        return new RulesRunner(
                settings,
                new StoredAlerts(alerts),
                settings.cluster().jobManager() == null
                        ? new EngineInside(settings, server.data().resolve("rules"), feed)
                        : EngineOnCluster.of(settings, feed));
    }
}
