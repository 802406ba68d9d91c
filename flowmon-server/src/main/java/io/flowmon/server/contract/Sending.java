/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A message with what was sent again in its place, while a flow's tree is built: first all of it is gathered, then it is placed
 * below its cause, once for each module that received it. Not for several threads at once.
 */
final class Sending {

    private final Message first;
    private final @Nullable Sending cause;
    private final List<Step> sent;
    private final List<Step> received;
    private final List<SentMessage> messages = new ArrayList<>();

    Sending(Message first, @Nullable Sending cause) {
        this.first = first;
        this.cause = cause;
        this.sent = new ArrayList<>(first.sent());
        this.received = new ArrayList<>(first.received());
    }

    /** The same content was sent again. */
    void sentAgain(Message again) {
        sent.addAll(again.sent());
        received.addAll(again.received());
    }

    /**
     * Places it below its cause, which must have been placed before; answers whether it has one.
     *
     * @param asOne whether it is one message however many modules received it
     */
    boolean place(boolean asOne) {
        Map<String, List<Step>> receivers = new TreeMap<>();
        received.forEach(step -> receivers
                .computeIfAbsent(asOne ? "" : step.moduleType(), module -> new ArrayList<>())
                .add(step));
        if (receivers.isEmpty()) {
            receivers.put("", List.of());
        }
        receivers.values().forEach(steps -> messages.add(new SentMessage(first, sent, steps)));
        if (cause == null) {
            return false;
        }
        messages.forEach(message -> cause.causeOf(message).causes(message));
        return true;
    }

    /** As it stands in the tree: at least once, after it was placed. */
    List<SentMessage> messages() {
        return messages;
    }

    /** The one that was handled by whoever sent the other; if that is not known, the one whose handling began last before. */
    private SentMessage causeOf(SentMessage other) {
        for (SentMessage message : messages) {
            String handler = message.handler();
            if (handler != null && other.isSentBy(handler)) {
                return message;
            }
        }
        return messages.stream()
                .filter(message -> message.handlingBegan().isBefore(other.begin()))
                .max(Comparator.comparing(SentMessage::handlingBegan))
                .orElse(messages.get(0));
    }
}
