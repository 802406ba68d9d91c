/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import static io.flowmon.server.flow.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Stretch.Spent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CriticalPathTest {

    private final List<StoredEvent> events = new ArrayList<>();

    @Test
    void criticalPath_callWithinACall_leavesOutWhatACallerWaitedFor() {
        answers("shop", "POST /orders", "root", null, 0, 1000);
        calls("shop", "POST /payments", "pay", "root", 50, 900);
        answers("payments", "POST /payments", "pay", "root", 60, 880);

        assertThat(path())
                .containsExactly(
                        tuple("shop", Spent.WAY, 20L),
                        tuple("payments", Spent.WORK, 880L),
                        tuple("shop", Spent.WORK, 100L));
    }

    @Test
    void criticalPath_messageOverTheBus_goesOnWithWhatHappenedBeforeItWasSent() {
        answers("shop", "POST /orders", "root", null, 0, 100);
        sends("shop", "m", "root", 80, 5);
        receives("mailer", "m", "root", 500, 30, 200);

        assertThat(path())
                .containsExactly(
                        tuple("mailer", Spent.WORK, 200L),
                        tuple("mailer", Spent.RECEIVER, 30L),
                        tuple("mailer", Spent.BUS, 420L),
                        tuple("shop", Spent.WORK, 80L));
    }

    @Test
    void criticalPath_callsAtTheSameTime_countsTheLongestAlone() {
        answers("shop", "POST /orders", "root", null, 0, 1000);
        calls("shop", "GET /a", "a", "root", 100, 800);
        calls("shop", "GET /b", "b", "root", 100, 600);

        assertThat(path()).containsExactly(tuple("shop", Spent.ANSWER, 800L), tuple("shop", Spent.WORK, 200L));
    }

    @Test
    void criticalPath_callerGaveUp_countsWhatItWaitedFor() {
        answers("shop", "POST /orders", "root", null, 0, 1000);
        calls("shop", "POST /payments", "pay", "root", 100, 900);
        answers("payments", "POST /payments", "pay", "root", 100, 5000);

        assertThat(path()).containsExactly(tuple("payments", Spent.WORK, 900L), tuple("shop", Spent.WORK, 100L));
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600_000, 3_600_000})
    void criticalPath_clocksThatDisagree_sameWork(long skew) {
        answers("shop", "POST /orders", "root", null, 0, 1000);
        calls("shop", "POST /payments", "pay", "root", 50, 900);
        answers("payments", "POST /payments", "pay", "root", 60 + skew, 880);

        assertThat(path()).contains(tuple("payments", Spent.WORK, 880L), tuple("shop", Spent.WORK, 100L));
    }

    @Test
    void criticalPath_ownStepAroundACall_isApartFromBoth() {
        answers("shop", "POST /orders", "root", null, 0, 1000);
        events.add(event(900, "shop", "internal", "reserve", "POST /orders")
                .message("root")
                .action("own")
                .closes(Duration.ofMillis(800), "ok")
                .build());
        calls("shop", "GET /stock", "stock", "root", 200, 500);

        assertThat(path())
                .containsExactly(
                        tuple("shop", Spent.ANSWER, 500L),
                        tuple("shop", Spent.WORK, 300L),
                        tuple("shop", Spent.WORK, 200L));
    }

    @Test
    void criticalPath_callThatSaysItTookLongerThanItDid_countsFromItsBeginToItsEnd() {
        answers("shop", "POST /orders", "root", null, 0, 1000);
        events.add(event(600, "shop", "sender", "End service call", "GET /a")
                .message("a")
                .parent("root")
                .action("a")
                .closes(Duration.ofMillis(200), "ok")
                .wronglyCloses(600, Duration.ofDays(1))
                .build());

        assertThat(path()).containsExactly(tuple("shop", Spent.ANSWER, 200L), tuple("shop", Spent.WORK, 800L));
    }

    @Test
    void criticalPath_stepsThatEndBeforeTheyBegin_areLeftOut() {
        answers("shop", "POST /orders", "root", null, 0, 1000);
        events.add(event(900, "shop", "internal", "reserve", "POST /orders")
                .message("root")
                .action("own")
                .closes(Duration.ofMillis(100), "ok")
                .wronglyCloses(200, Duration.ofMillis(100))
                .build());
        calls("shop", "POST /payments", "pay", "root", 100, 500);
        events.add(event(500, "payments", "receiver", "End call", "POST /payments")
                .message("pay")
                .action("pay")
                .closes(Duration.ofMillis(100), "ok")
                .wronglyCloses(100, Duration.ofMillis(100))
                .build());

        assertThat(path()).containsExactly(tuple("shop", Spent.ANSWER, 500L), tuple("shop", Spent.WORK, 500L));
    }

    @Test
    void criticalPath_parentsInACircle_ends() {
        sends("a", "one", "two", 0, 5);
        receives("b", "one", "two", 10, 0, 20);
        sends("b", "two", "one", 15, 5);
        receives("a", "two", "one", 30, 0, 20);

        assertThat(path()).isNotEmpty();
    }

    @Test
    void criticalPath_thousandsWithinEachOther_ends() {
        int depth = 5_000;
        answers("m0", "GET /", "c0", null, 0, 4L * depth);
        for (int i = 1; i <= depth; i++) {
            calls("m" + (i - 1), "GET /", "c" + i, "c" + (i - 1), 2L * i - 1, 4L * (depth - i) + 2);
            answers("m" + i, "GET /", "c" + i, "c" + (i - 1), 2L * i, 4L * (depth - i));
            events.add(event(4L * depth - i, "m0", "internal", "own", "GET /")
                    .message("c0")
                    .action("own" + i)
                    .closes(Duration.ofMillis(4L * depth - 2L * i), "ok")
                    .build());
        }

        assertThat(path()).isNotEmpty();
    }

    @Test
    void criticalPath_referenceFlow_isAsLongAsTheFlow() {
        Flow flow = FlowAssembler.assemble("f", ReferenceFlow.of("f", EventBuilder.START, 25));

        Duration sum = flow.criticalPath().stream().map(Stretch::duration).reduce(Duration.ZERO, Duration::plus);

        assertThat(flow.duration().minus(sum)).isBetween(Duration.ZERO, Duration.ofMillis(10));
    }

    @Test
    void criticalPath_nothingHasEnded_isEmpty() {
        events.add(event(0, "shop", "receiver", "Begin call", "POST /orders")
                .message("root")
                .action("r")
                .build());

        assertThat(path()).isEmpty();
    }

    private List<Tuple> path() {
        return FlowAssembler.assemble("f", events).criticalPath().stream()
                .map(stretch -> tuple(
                        stretch.step().moduleType(),
                        stretch.spent(),
                        stretch.duration().toMillis()))
                .toList();
    }

    private void answers(
            String module, String endpoint, String message, @Nullable String parent, long at, long millis) {
        ends(module, "receiver", "End call", endpoint, message, parent, at, millis);
    }

    private void calls(String module, String endpoint, String message, String parent, long at, long millis) {
        ends(module, "sender", "End service call", endpoint, message, parent, at, millis);
    }

    private void sends(String module, String message, String parent, long at, long millis) {
        ends(module, "sender", "Send message", "LIST q", message, parent, at, millis);
    }

    private void receives(String module, String message, String parent, long at, long waited, long millis) {
        events.add(event(at, module, "receiver", "Received message", "LIST q")
                .message(message)
                .parent(parent)
                .action("received " + message)
                .build());
        events.add(event(at + waited, module, "receiver", "Start processing", "LIST q")
                .message(message)
                .parent(parent)
                .action("received " + message)
                .build());
        events.add(event(at + waited + millis, module, "receiver", "End processing", "LIST q")
                .message(message)
                .parent(parent)
                .action("received " + message)
                .closes(Duration.ofMillis(millis), "ok")
                .build());
    }

    private void ends(
            String module,
            String role,
            String type,
            String endpoint,
            String message,
            @Nullable String parent,
            long at,
            long millis) {
        events.add(event(at + millis, module, role, type, endpoint)
                .message(message)
                .parent(parent)
                .action(role + message)
                .closes(Duration.ofMillis(millis), "ok")
                .build());
    }
}
