/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flowmon.server.alert.AlertMention;
import io.flowmon.server.store.HandledAlert;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.node.ObjectNode;

/**
 * A flow as the interface writes it. The tree is a list read from top to bottom with each message's depth: JSON readers
 * bound nesting, and a flow's depth is the sender's to choose. Durations are in seconds.
 *
 * @param unattached actions whose events name no message
 * @param criticalPath where the time went, the last stretch first
 * @param alerts those that name the flow among the first or the newest ones behind them
 * @param storedEvents number of events that are stored, whether they stand here or not
 * @param eventsCursor asks for the events that do not stand here; absent if there are none
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record FlowDocument(
        String correlationId,
        Instant start,
        BigDecimal duration,
        List<String> modules,
        long steps,
        long openSteps,
        @Nullable String outcome,
        List<ObjectNode> events,
        List<MessageNode> messages,
        List<ActionNode> unattached,
        List<StretchNode> criticalPath,
        List<AlertMention> alerts,
        long storedEvents,
        @Nullable String eventsCursor) {

    static FlowDocument of(Flow flow, List<HandledAlert> alerts) {
        return new FlowDocument(
                flow.correlationId(),
                flow.start(),
                seconds(flow.duration()),
                flow.modules(),
                flow.endedSteps(),
                flow.openSteps(),
                flow.outcome(),
                flow.moments().stream()
                        .map(moment -> EventDocument.of(moment.event()))
                        .toList(),
                flow.messages().stream().map(MessageNode::of).toList(),
                flow.unattached().stream().map(ActionNode::of).toList(),
                flow.criticalPath().stream().map(StretchNode::of).toList(),
                AlertMention.of(alerts),
                flow.storedEvents(),
                flow.restOfEvents());
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .setScale(6, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal secondsOrNull(@Nullable Duration duration) {
        return duration == null ? null : seconds(duration);
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessageNode(
            UUID messageId,
            @Nullable UUID parentMessageId,
            int depth,
            String placement,
            String kind,
            String endpoint,
            List<ActionNode> actions) {

        static MessageNode of(Message message) {
            return new MessageNode(
                    message.id(),
                    message.parentId(),
                    message.depth(),
                    message.placement().name().toLowerCase(Locale.ROOT),
                    message.kind().name().toLowerCase(Locale.ROOT),
                    message.endpoint(),
                    message.steps().map(ActionNode::of).toList());
        }
    }

    /** {@code work} is {@code elapsed_time} without the wait in the receiver. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActionNode(
            @Nullable UUID actionId,
            String role,
            String moduleType,
            String moduleId,
            Instant begin,
            @Nullable Instant end,
            boolean open,
            @Nullable BigDecimal waitedInBus,
            @Nullable BigDecimal waitedInReceiver,
            @Nullable BigDecimal work,
            @Nullable String outcome,
            List<UUID> eventIds) {

        static ActionNode of(Step step) {
            return new ActionNode(
                    step.actionId(),
                    step.role(),
                    step.moduleType(),
                    step.main().moduleId(),
                    step.begin(),
                    step.end(),
                    step.open(),
                    secondsOrNull(step.waitedInBus()),
                    secondsOrNull(step.waitedInReceiver()),
                    secondsOrNull(step.work()),
                    step.outcome(),
                    step.events().stream().map(event -> event.eventId()).toList());
        }
    }

    /** {@code seconds} of an action, and what it spent them on. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StretchNode(@Nullable UUID actionId, String moduleType, String endpoint, String spent, BigDecimal seconds) {

        static StretchNode of(Stretch stretch) {
            return new StretchNode(
                    stretch.step().actionId(),
                    stretch.step().moduleType(),
                    stretch.step().main().endpoint(),
                    stretch.spent().name().toLowerCase(Locale.ROOT),
                    FlowDocument.seconds(stretch.duration()));
        }
    }
}
