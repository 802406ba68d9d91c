/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import io.flowmon.server.event.Durations;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Step;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages that look the same, told together. */
record Fold(List<Message> messages) {

    /** Whether the message is the one at whose place all of them are told: the last, after those drawn one by one. */
    boolean isToldAt(Message message) {
        return messages.get(messages.size() - 1).id().equals(message.id());
    }

    int size() {
        return messages.size();
    }

    Stream<Step> sent() {
        return messages.stream().flatMap(message -> message.sent().stream());
    }

    Stream<Step> received() {
        return messages.stream().flatMap(message -> message.received().stream());
    }

    /** Such as {@code 2 ms to 38 ms}; null when none is known. */
    static @Nullable String range(Stream<Step> steps, Function<Step, @Nullable Duration> duration) {
        List<Duration> known =
                steps.map(duration).filter(Objects::nonNull).sorted().toList();
        if (known.isEmpty()) {
            return null;
        }
        String shortest = Durations.text(known.get(0));
        String longest = Durations.text(known.get(known.size() - 1));
        return shortest.equals(longest) ? shortest : shortest + " to " + longest;
    }
}
