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
 * A message with what was sent again in its place, and what both caused. What counts of each receiver is its last attempt:
 * who fails and succeeds when the message is delivered again has succeeded.
 */
final class SentMessage {

    private final String endpoint;
    private final boolean overBus;
    private final List<Step> sent;
    private final List<Step> received;
    private final List<SentMessage> caused = new ArrayList<>();

    SentMessage(Message message) {
        this.endpoint = message.endpoint();
        this.overBus = message.kind() == Message.Kind.MESSAGE;
        this.sent = new ArrayList<>(message.sent());
        this.received = new ArrayList<>(message.received());
    }

    /** The same content was sent again. */
    void sentAgain(Message again) {
        sent.addAll(again.sent());
        received.addAll(again.received());
    }

    void causes(SentMessage message) {
        caused.add(message);
    }

    String endpoint() {
        return endpoint;
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
        return overBus && received.isEmpty();
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

    /** The last attempt of the sender and of each receiver. */
    List<Step> sides() {
        Map<String, Step> last = new LinkedHashMap<>();
        for (Step step : byBegin(sent)) {
            last.put("", step);
        }
        boolean toAll = endpoint.startsWith("CHANNEL ");
        for (Step step : byBegin(received)) {
            StoredEvent event = step.main();
            last.put(event.moduleType() + '\n' + (toAll ? event.moduleId() : event.consumerGroup()), step);
        }
        return List.copyOf(last.values());
    }

    /** Those that it caused, in the order in which they began. */
    List<SentMessage> caused() {
        return caused.stream().sorted(Comparator.comparing(SentMessage::begin)).toList();
    }

    /** For people, such as {@code POST /stock of backend}. */
    String text() {
        String handler = handler();
        return handler == null ? endpoint : endpoint + " of " + handler;
    }

    private static List<Step> byBegin(List<Step> steps) {
        return steps.stream().sorted(Comparator.comparing(Step::begin)).toList();
    }

    private static Step last(List<Step> steps) {
        return steps.stream().max(Comparator.comparing(Step::begin)).orElseThrow();
    }
}
