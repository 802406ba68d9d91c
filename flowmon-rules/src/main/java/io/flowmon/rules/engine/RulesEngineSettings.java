/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import java.net.URI;
import java.time.Duration;

/**
 * How the rules run.
 *
 * @param checkpoints the folder in which the rules remember how far they came; nobody else's
 * @param checkpointInterval how much is done again after a crash
 * @param horizon how far back a rule begins that has nothing to remember, because it is new or was changed
 * @param mostRules at once; each one takes memory of its own
 */
public record RulesEngineSettings(URI checkpoints, Duration checkpointInterval, Duration horizon, int mostRules) {}
