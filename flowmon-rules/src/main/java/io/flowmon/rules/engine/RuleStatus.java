/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import io.flowmon.rules.definition.RuleDefinition;
import java.time.Instant;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a rule is doing.
 *
 * @param problem why it does not run, for a person; null while it runs
 * @param upTo all that was received before that has been judged; null before the first such word
 */
public record RuleStatus(
        RuleDefinition rule,
        State state,
        @Nullable String problem,
        @Nullable Instant upTo) {

    /** Where a rule is. */
    public enum State {
        /** It is on its way. */
        STARTING,
        /** It judges what comes. */
        RUNNING,
        /** It failed and will be tried again from its last checkpoint. */
        RESTARTING,
        /** It cannot run, or has given up. */
        FAILED;

        /** As a job's status says it. */
        public static State of(JobStatus status) {
            return switch (status) {
                case RUNNING -> RUNNING;
                case CREATED, INITIALIZING -> STARTING;
                case RESTARTING, FAILING -> RESTARTING;
                default -> FAILED;
            };
        }
    }
}
