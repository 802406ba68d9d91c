/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flowmon.server.event.Durations;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.FlowAssembler;
import io.flowmon.server.flow.Step;
import io.flowmon.server.store.MessageSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message with all that is known of it.
 *
 * @param sent each attempt to send it
 * @param received each time that somebody had it, and what came of it
 * @param logged what the application itself said of it, or did while it was handled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageDocument(
        MessageLine message,
        List<Action> sent,
        List<Action> received,
        List<Action> logged,
        @Nullable Content payload,
        @Nullable MessageLine parent,
        List<MessageLine> children) {

    static MessageDocument of(MessageSummary message, List<StoredEvent> events, List<MessageSummary> family) {
        List<Step> steps = steps(message, events);
        Payload payload = Payload.of(events);
        return new MessageDocument(
                MessageLine.of(message),
                actions(steps.stream().filter(Step::isSender)),
                actions(steps.stream().filter(Step::isReceiver)),
                actions(steps.stream().filter(step -> !step.isSender() && !step.isReceiver())),
                payload == null ? null : Content.of(payload),
                family.stream()
                        .filter(other -> other.messageId().equals(message.parentMessageId()))
                        .map(MessageLine::of)
                        .findFirst()
                        .orElse(null),
                family.stream()
                        .filter(other -> !other.messageId().equals(message.parentMessageId()))
                        .map(MessageLine::of)
                        .toList());
    }

    private static List<Step> steps(MessageSummary message, List<StoredEvent> events) {
        return events.isEmpty()
                ? List.of()
                : FlowAssembler.assemble(message.correlationId(), events)
                        .steps()
                        .toList();
    }

    private static List<Action> actions(Stream<Step> steps) {
        return steps.map(Action::of).toList();
    }

    /** One module's part; times in seconds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Action(
            String moduleType,
            String moduleId,
            String endpoint,
            String messageType,
            Instant begin,
            @Nullable Instant end,
            boolean open,
            @Nullable String outcome,
            @Nullable Failure error,
            @Nullable String consumerGroup,
            @Nullable Boolean redelivered,
            @Nullable Double waitedInBus,
            @Nullable Double waitedInReceiver,
            @Nullable Double work,
            List<UUID> eventIds) {

        static Action of(Step step) {
            StoredEvent main = step.main();
            StoredEvent closing = step.closing();
            return new Action(
                    main.moduleType(),
                    main.moduleId(),
                    main.endpoint(),
                    main.messageType(),
                    step.begin(),
                    step.end(),
                    step.open(),
                    step.outcome(),
                    closing == null || closing.errorType() == null
                            ? null
                            : new Failure(closing.errorType(), closing.errorMessage()),
                    main.consumerGroup(),
                    main.redelivered() ? true : null,
                    seconds(step.waitedInBus()),
                    seconds(step.waitedInReceiver()),
                    seconds(step.work()),
                    step.events().stream().map(StoredEvent::eventId).toList());
        }

        private static @Nullable Double seconds(@Nullable Duration duration) {
            return duration == null ? null : Durations.seconds(duration);
        }
    }

    /** An exception that escaped. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failure(String type, @Nullable String message) {}

    /** What it carried; {@code gap} says why it is not whole. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Content(@Nullable JsonNode body, @Nullable Long size, String gap, UUID eventId) {

        static Content of(Payload payload) {
            return new Content(
                    payload.body(),
                    payload.size(),
                    payload.gap().name().toLowerCase(Locale.ROOT),
                    payload.event().eventId());
        }
    }
}
