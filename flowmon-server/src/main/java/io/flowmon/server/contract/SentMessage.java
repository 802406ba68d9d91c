/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.flow.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message with what was sent again in its place, as one module received it, and what that caused. What counts of each receiver is
 * its last attempt: who fails and succeeds when the message is delivered again has succeeded, and what the failed attempt caused
 * does not count.
 */
final class SentMessage {

    private final Message message;
    private final List<Step> sent;
    private final List<Step> received;
    private final List<SentMessage> caused = new ArrayList<>();

    SentMessage(Message message, List<Step> sent, List<Step> received) {
        this.message = message;
        this.sent = List.copyOf(sent);
        this.received = List.copyOf(received);
    }

    void causes(SentMessage message) {
        caused.add(message);
    }

    String endpoint() {
        return message.endpoint();
    }

    /** Whether both are the same message, received by different modules. */
    boolean isSameAs(SentMessage other) {
        return message.id().equals(other.message.id());
    }

    boolean isSentBy(String module) {
        return sent.stream().anyMatch(step -> step.moduleType().equals(module));
    }

    /** Who handled it last; null if nobody reports that. */
    @Nullable
    String handler() {
        return received.isEmpty() ? null : last(received).moduleType();
    }

    /** All that sent or handled it. */
    Stream<String> modules() {
        return Stream.concat(received.stream(), sent.stream()).map(Step::moduleType);
    }

    /** Whether it was handed to a bus, and nobody reports to have received it. */
    boolean isUnreceived() {
        return message.kind() == Message.Kind.MESSAGE && received.isEmpty();
    }

    /** Whether somebody sent it, who reports no failure. */
    boolean isSent() {
        return !sent.isEmpty() && !Outcomes.failed(last(sent).outcome());
    }

    /** By the clock of the sender if that is known: those that one message causes have the same. */
    Instant begin() {
        List<Step> steps = sent.isEmpty() ? received : sent;
        return steps.stream().map(Step::begin).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    /** When it was handled, or sent if nobody reports to have handled it; null while that goes on. */
    @Nullable
    Instant end() {
        List<Step> steps = received.isEmpty() ? sent : received;
        return steps.isEmpty() ? null : last(steps).end();
    }

    /** How long handling took, or sending; null while that is not known. */
    @Nullable
    Duration took() {
        List<Step> steps = received.isEmpty() ? sent : received;
        StoredEvent closing = steps.isEmpty() ? null : last(steps).closing();
        return closing == null ? null : closing.elapsed();
    }

    /** When handling it began last; the begin of time if nobody reports that. */
    Instant handlingBegan() {
        return received.isEmpty() ? Instant.MIN : last(received).begin();
    }

    /** The last attempt of the sender and of each receiver. */
    List<Step> sides() {
        List<Step> sides = new ArrayList<>();
        if (!sent.isEmpty()) {
            sides.add(last(sent));
        }
        attempts().forEach(attempts -> sides.add(attempts.get(attempts.size() - 1)));
        return sides;
    }

    /** Those that it caused, in the order in which they began, without what was caused before a failed attempt was repeated. */
    List<SentMessage> caused() {
        return caused.stream()
                .filter(this::counts)
                .sorted(Comparator.comparing(SentMessage::begin))
                .toList();
    }

    private boolean counts(SentMessage child) {
        List<List<Step>> all = attempts();
        List<List<Step>> own = all.stream()
                .filter(attempts -> child.isSentBy(attempts.get(0).moduleType()))
                .toList();
        Instant began = child.lastBegin();
        return all.isEmpty()
                || (own.isEmpty() ? all : own).stream().anyMatch(attempts -> !began.isBefore(countsSince(attempts)));
    }

    /** The begin of the first attempt after the last one that was repeated because it had failed, or never ended. */
    private static Instant countsSince(List<Step> attempts) {
        for (int i = attempts.size() - 1; i > 0; i--) {
            Step before = attempts.get(i - 1);
            if (before.open() || Outcomes.failed(before.outcome())) {
                return attempts.get(i).begin();
            }
        }
        return Instant.MIN;
    }

    /** Of each receiver, what it did, in the order in which that began. */
    private List<List<Step>> attempts() {
        Map<String, List<Step>> receivers = new LinkedHashMap<>();
        boolean toAll = endpoint().startsWith("CHANNEL ");
        for (Step step : byBegin(received)) {
            StoredEvent event = step.main();
            receivers
                    .computeIfAbsent(
                            event.moduleType() + '\n' + (toAll ? event.moduleId() : event.consumerGroup()),
                            receiver -> new ArrayList<>())
                    .add(step);
        }
        return List.copyOf(receivers.values());
    }

    /** As {@link #begin()}, of the last time that it was sent. */
    private Instant lastBegin() {
        return last(sent.isEmpty() ? received : sent).begin();
    }

    /** For people, such as {@code POST /stock of backend}. */
    String text() {
        String handler = handler();
        return handler == null ? endpoint() : endpoint() + " of " + handler;
    }

    private static List<Step> byBegin(List<Step> steps) {
        return steps.stream().sorted(Comparator.comparing(Step::begin)).toList();
    }

    private static Step last(List<Step> steps) {
        return steps.stream().max(Comparator.comparing(Step::begin)).orElseThrow();
    }
}
