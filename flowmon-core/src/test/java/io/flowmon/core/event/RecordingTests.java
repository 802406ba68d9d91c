/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.FlowContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordingTests {

    private static final long SLOW = 1_000;
    private static final Recording ON_TROUBLE = new Recording(true, BodyMode.ON_TROUBLE, SLOW);
    private static final Recording NEVER = new Recording(true, BodyMode.NEVER, SLOW);
    private static final CapturedBody BODY = new CapturedBody(new byte[] {1, 2}, 2, false, null, null);

    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = "OK", mode = EnumSource.Mode.EXCLUDE)
    void sendsBodies_onTrouble_everyOutcomeButOkIsTrouble(Outcome outcome) {
        assertThat(ON_TROUBLE.sendsBodies(completion(outcome, 1))).isTrue();
    }

    @Test
    void sendsBodies_onTrouble_slowerThanTheThresholdIsTrouble() {
        assertThat(ON_TROUBLE.sendsBodies(completion(Outcome.OK, SLOW))).isFalse();
        assertThat(ON_TROUBLE.sendsBodies(completion(Outcome.OK, SLOW + 1))).isTrue();
    }

    @Test
    void sendsBodies_beforeTheEnd_onlyWhenAlways() {
        assertThat(Recording.ALL.sendsBodies(null)).isTrue();
        assertThat(ON_TROUBLE.sendsBodies(null)).isFalse();
        assertThat(NEVER.sendsBodies(null)).isFalse();
    }

    @Test
    void sendsBodies_never_notEvenInTrouble() {
        assertThat(NEVER.sendsBodies(completion(Outcome.EXCEPTION, SLOW + 1))).isFalse();
    }

    @Test
    void cap_never_keepsNoByte() {
        assertThat(NEVER.cap(8192)).isZero();
        assertThat(ON_TROUBLE.cap(8192)).isEqualTo(8192);
        assertThat(Recording.ALL.cap(8192)).isEqualTo(8192);
    }

    @Test
    void payload_notSent_keepsItsSizeAndSaysSo() {
        Event sent = action(ON_TROUBLE)
                .endEvent("End processing", "LIST a", Outcome.EXCEPTION, new IllegalStateException())
                .payload(BODY)
                .build();
        Event omitted = action(ON_TROUBLE)
                .eventNow("Received message", "LIST a")
                .payload(BODY)
                .build();

        assertThat(bodyOf(sent)).isSameAs(BODY);
        assertThat(bodyOf(omitted)).satisfies(body -> {
            assertThat(body.bytes()).isEmpty();
            assertThat(body.size()).isEqualTo(2);
            assertThat(body.omitted()).isTrue();
            assertThat(body.truncated()).isFalse();
        });
    }

    @Test
    void action_givesItsEventsTheRateOfTheFlow() {
        Action action = Action.begin(new FlowContext("c-1", null, 0.2), Role.SENDER, UUID.randomUUID(), null);

        assertThat(action.beginEvent("Begin call", "GET /").build().sampleRate())
                .isEqualTo(0.2);
        assertThat(action.beginAgain()
                        .endEvent("End call", "GET /", Outcome.OK, null)
                        .build()
                        .sampleRate())
                .isEqualTo(0.2);
    }

    @Test
    void action_beginsCanBeLeftOut() {
        assertThat(action(new Recording(false, BodyMode.ALWAYS, SLOW))
                        .beginAgain()
                        .reportsBegin())
                .isFalse();
        assertThat(action(ON_TROUBLE).reportsBegin()).isTrue();
    }

    private static Action action(Recording recording) {
        return Action.begin(new FlowContext("c-1", null, 1), Role.RECEIVER, null, null, recording);
    }

    private static Completion completion(Outcome outcome, long nanos) {
        return new Completion(Instant.EPOCH, Instant.EPOCH, nanos, outcome, null);
    }

    private static @Nullable CapturedBody bodyOf(Event event) {
        return event.serviceParams() == null ? null : event.serviceParams().body();
    }
}
