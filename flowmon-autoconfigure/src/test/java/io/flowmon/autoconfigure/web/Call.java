/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Completion;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.ServiceParams;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as it came over the wire, and the events of its flow: always exactly one begin and one end. */
record Call(String answer, List<Event> events) {

    Call {
        assertThat(events)
                .extracting(Event::messageType)
                .containsExactly(MessageTypes.BEGIN_CALL, MessageTypes.END_CALL);
    }

    Event begin() {
        return events.get(0);
    }

    Event end() {
        return events.get(1);
    }

    String endpoint() {
        assertThat(begin().endpoint()).isEqualTo(end().endpoint());
        return end().endpoint();
    }

    ServiceParams params() {
        return assertThat(end().serviceParams()).isNotNull().actual();
    }

    Result result() {
        return assertThat(end().result()).isNotNull().actual();
    }

    int status() {
        return result().status();
    }

    Outcome outcome() {
        return completion().outcome();
    }

    Completion completion() {
        return assertThat(end().completion()).isNotNull().actual();
    }

    @Nullable
    String requestBody() {
        return text(params().body());
    }

    @Nullable
    String responseBody() {
        return text(result().body());
    }

    private static @Nullable String text(@Nullable CapturedBody body) {
        return body == null ? null : new String(body.bytes(), StandardCharsets.UTF_8);
    }
}
