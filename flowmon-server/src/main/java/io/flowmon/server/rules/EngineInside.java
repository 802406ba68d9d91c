/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.rules;

import io.flowmon.rules.alert.AlertSink;
import io.flowmon.rules.engine.EmbeddedFlink;
import io.flowmon.rules.engine.RulesEngine;
import io.flowmon.rules.engine.RulesEngineSettings;
import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.job.LocalStreams;
import io.flowmon.server.settings.RulesSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Rules inside this process. */
record EngineInside(RulesSettings settings, Path checkpoints, EventFeed feed) implements EngineStart {

    /** How much is done again after a crash. Each checkpoint writes all that the rules remember, on the processors that judge. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(30);

    @Override
    public RulesEngine start(AlertSink alerts) throws IOException {
        RulesEngineSettings engine =
                new RulesEngineSettings(checkpoints.toUri(), CHECKPOINT_INTERVAL, settings.horizon(), settings.most());
        return RulesEngine.start(
                engine, EmbeddedFlink.start(settings.most(), 1), alerts, watched -> LocalStreams.open(feed, watched));
    }
}
