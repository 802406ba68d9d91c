/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import java.time.Duration;
import org.apache.flink.core.fs.Path;

/**
 * How the rules run.
 *
 * @param checkpoints the folder in which the rules remember how far they came; nobody else's
 * @param checkpointInterval how much is done again after a crash
 * @param horizon how far back a rule begins that has nothing to remember, because it is new or was changed
 * @param mostRules at once; each one takes memory of its own
 */
public record RulesEngineSettings(Path checkpoints, Duration checkpointInterval, Duration horizon, int mostRules) {

    /** 10 seconds, 10 minutes, 32 rules. */
    public static RulesEngineSettings in(java.nio.file.Path checkpoints) {
        return new RulesEngineSettings(
                new Path(checkpoints.toUri()), Duration.ofSeconds(10), Duration.ofMinutes(10), 32);
    }
}
