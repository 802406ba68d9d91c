/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.scenario;

import io.flowmon.rules.definition.ParameterOverride;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.RuleEvent;
import io.flowmon.rules.event.SenderState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens when, and the alerts that a rule should make of it. The format stands in {@code docs/rules.md}.
 *
 * @param file what the file is called in messages
 * @param rule the rule's id
 * @param events in the order in which the server receives them
 * @param restarts after which events the rule is stopped and started again, each a count of events
 * @param until how far time goes
 * @param held what senders hold back: it comes later
 * @param senders what becomes known of senders, in order
 */
public record Scenario(
        String file,
        String rule,
        List<ParameterOverride> overrides,
        List<RuleEvent> events,
        List<Integer> restarts,
        Duration until,
        List<Held> held,
        List<News> senders,
        List<ExpectedAlert> expected) {

    /** The time 0 of every scenario. */
    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * What becomes known of senders: of an instance, or that something was lost.
     */
    record News(
            Duration at,
            SenderState.@Nullable Instance instance,
            @Nullable EventLoss loss) {}

    /**
     * While senders hold something back.
     *
     * @param oldest the time of the oldest event that they hold
     */
    record Held(Duration from, Duration until, Duration oldest) {}

    /**
     * Reads a file.
     *
     * @throws ScenarioException with the line, when the file is no scenario
     */
    public static Scenario read(Path file) throws IOException, ScenarioException {
        return ScenarioReader.read(file.toString(), Files.readString(file));
    }
}
