/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.rules;

import io.flowmon.rules.engine.EmbeddedFlink;
import io.flowmon.rules.engine.RulesEngine;
import io.flowmon.rules.engine.RulesEngineSettings;
import io.flowmon.rules.job.LocalStreams;
import io.flowmon.server.intake.Hearing;
import io.flowmon.server.settings.RulesSettings;
import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.EventLog;
import java.time.Duration;
import org.apache.flink.core.fs.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules as beans. */
@Configuration(proxyBeanMethods = false)
class RulesConfiguration {

    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    @Bean
    RulesRunner rulesRunner(
            RulesSettings settings, ServerSettings server, EventLog log, AlertStore alerts, Hearing hearing) {
        StoreFeed feed = new StoreFeed(log, server.zeromq().goneAfter(), hearing::silentBefore);
        RulesEngineSettings engine = new RulesEngineSettings(
                new Path(server.data().resolve("rules").toUri()),
                CHECKPOINT_INTERVAL,
                settings.horizon(),
                settings.most());
        return new RulesRunner(
                settings,
                new StoredAlerts(alerts),
                sink -> RulesEngine.start(
                        engine,
                        EmbeddedFlink.start(settings.most(), 1),
                        sink,
                        watched -> LocalStreams.open(feed, watched)));
    }
}
