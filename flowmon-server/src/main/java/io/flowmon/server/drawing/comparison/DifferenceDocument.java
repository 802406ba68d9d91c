/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flowmon.server.drawing.comparison.ComparedStep.Verdict;
import io.flowmon.server.flow.Flow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A difference as the interface writes it.
 *
 * @param flow the flow that was asked about
 * @param other the one that it is compared with
 * @param common steps that both have, equally often and with the same outcome
 * @param missing steps that only the other one has
 * @param additional steps that only the flow has
 * @param changed steps that both have, with another outcome or number of times
 */
@JsonNaming(SnakeCaseStrategy.class)
record DifferenceDocument(
        Side flow,
        Side other,
        List<StepNode> common,
        List<StepNode> missing,
        List<StepNode> additional,
        List<StepNode> changed) {

    static DifferenceDocument of(Difference difference) {
        return new DifferenceDocument(
                Side.of(difference.flow()),
                Side.of(difference.other()),
                nodes(difference, Verdict.COMMON),
                nodes(difference, Verdict.MISSING),
                nodes(difference, Verdict.ADDITIONAL),
                nodes(difference, Verdict.CHANGED));
    }

    private static List<StepNode> nodes(Difference difference, Verdict verdict) {
        return difference.with(verdict).stream().map(StepNode::of).toList();
    }

    /**
     * One of the two.
     *
     * @param events number of events that were compared
     * @param storedEvents number of events that are stored; more than were compared if one answer does not hold them
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Side(
            String correlationId, Instant start, @Nullable String outcome, int events, long storedEvents) {

        static Side of(Flow flow) {
            return new Side(
                    flow.correlationId(),
                    flow.start(),
                    flow.outcome(),
                    flow.moments().size(),
                    flow.storedEvents());
        }
    }

    /**
     * A step.
     *
     * @param parent the number of the step that caused it; absent if none is known
     * @param flow absent if the flow does not have it
     * @param other absent if the other flow does not have it
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepNode(
            int step,
            @Nullable Integer parent,
            String kind,
            String from,
            String to,
            String name,
            @Nullable Count flow,
            @Nullable Count other) {

        static StepNode of(ComparedStep step) {
            Hop hop = step.hop();
            return new StepNode(
                    step.number(),
                    step.parent() == 0 ? null : step.parent(),
                    hop.kind().name().toLowerCase(Locale.ROOT),
                    hop.from().name(),
                    hop.to().name(),
                    hop.name(),
                    Count.of(step.flow()),
                    Count.of(step.other()));
        }
    }

    /**
     * What a flow has of a step.
     *
     * @param elapsed seconds, all of them together; absent if none has ended
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Count(
            int count,
            int failed,
            int open,
            @Nullable String outcome,
            @Nullable Double elapsed) {

        static @Nullable Count of(Tally tally) {
            return tally.count() == 0
                    ? null
                    : new Count(tally.count(), tally.failed(), tally.open(), tally.outcome(), tally.elapsed());
        }
    }
}
