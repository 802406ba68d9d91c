/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import io.flowmon.server.drawing.text.Names;
import io.flowmon.server.event.Durations;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.flow.Step;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What stands on the arrows. Names of strangers are shortened; the writer of the format quotes all of it. */
final class Labels {

    private Labels() {}

    static String answer(Step step) {
        return join(status(step), text(step.work()));
    }

    static String foldedAnswer(Fold fold, Stream<Step> steps) {
        Step example = fold.messages().get(0).steps().findFirst().orElseThrow();
        return join("… " + fold.size() + " answers", outcome(example), Fold.range(steps, Step::work));
    }

    static String send(Message message, Step step) {
        String failure = Outcomes.failed(step.outcome()) ? status(step) : "send";
        return join(failure, text(step.work()), message.unreceived() ? "not received yet" : null);
    }

    static String foldedSend(Fold fold) {
        Message example = fold.messages().get(0);
        return join(
                "… " + fold.size() + " more",
                example.sent().isEmpty() ? null : outcome(example.sent().get(0)),
                Fold.range(fold.sent(), Step::work),
                example.unreceived() ? "not received yet" : null);
    }

    static String receipt(Step step) {
        return join(
                step.main().redelivered() ? "again" : null,
                Outcomes.failed(step.outcome()) ? status(step) : null,
                step.open() ? "not ended yet" : null,
                prefixed("waited ", waits(step)),
                prefixed("worked ", text(step.work())));
    }

    static List<String> foldedReceipt(Fold fold) {
        Step example = fold.received().findFirst().orElseThrow();
        return Stream.of(
                        join("… " + fold.size() + " more", outcome(example)),
                        prefixed("in the bus ", Fold.range(fold.received(), Step::waitedInBus)),
                        prefixed("in the receiver ", Fold.range(fold.received(), Step::waitedInReceiver)),
                        prefixed("worked ", Fold.range(fold.received(), Step::work)))
                .filter(Objects::nonNull)
                .toList();
    }

    static String own(Step step) {
        StoredEvent event = step.main();
        String failure = Outcomes.failed(step.outcome()) ? status(step) : null;
        return join(Names.shortened(event.messageType()), failure, text(step.work()));
    }

    private static @Nullable String waits(Step step) {
        return joinOrNull(" + ", text(step.waitedInBus()), text(step.waitedInReceiver()));
    }

    private static String status(Step step) {
        StoredEvent closing = step.closing();
        if (closing == null) {
            return "not ended yet";
        }
        JsonNode result = closing.result();
        String status = result == null ? null : digits(result.path("status").asString(""));
        String failure = Outcomes.failed(step.outcome()) ? failure(closing) : null;
        return join(status, failure == null && status == null ? "ok" : failure);
    }

    private static @Nullable String digits(String status) {
        return status.isEmpty() ? null : Names.shortened(status);
    }

    private static String failure(StoredEvent closing) {
        String type = closing.errorType();
        return Names.shortened(
                type == null ? Objects.requireNonNull(closing.outcome()) : type.substring(type.lastIndexOf('.') + 1));
    }

    private static String outcome(Step step) {
        return step.outcome() == null ? "not ended yet" : Names.shortened(step.outcome());
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : Durations.text(duration);
    }

    private static @Nullable String prefixed(String prefix, @Nullable String text) {
        return text == null ? null : prefix + text;
    }

    private static String join(@Nullable String... parts) {
        String joined = joinOrNull(", ", parts);
        return joined == null ? "…" : joined;
    }

    private static @Nullable String joinOrNull(String separator, @Nullable String... parts) {
        String joined = Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(separator));
        return joined.isEmpty() ? null : joined;
    }
}
