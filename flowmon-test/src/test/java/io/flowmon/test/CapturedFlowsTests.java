/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import static io.flowmon.test.FlowAssertTests.assertThatFailureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CapturedFlowsTests {

    private final CapturedFlows flows = new CapturedFlows();
    private final CapturedFlows impatient = flows.within(Duration.ofMillis(20));

    @Test
    void single_noneOrTwo_showsWhatThereIs() {
        assertThatFailureOf(impatient::single)
                .isEqualTo("Expecting one flow, but there is none.\n\nNo flow was captured.\n"
                        + "No sender has begun to send: is flowmon.enabled=false, or an EventPublisher of the application's"
                        + " own in its place?");

        Sent.to(flows, call(0, "GET /b").flow("2"), call(-5, "GET /a").flow("1"));

        assertThatFailureOf(impatient::single).startsWith("""
                        Expecting one flow, but there are 2.

                        The flow 1, 4.0 ms, ok:
                          GET /a  → shop  4.0 ms  ok

                        The flow 2, 4.0 ms, ok:
                          GET /b  → shop  4.0 ms  ok
                        """);
        assertThat(flows.all()).extracting(CapturedFlow::correlationId).containsExactly("1", "2");
    }

    @Test
    void hasSize_otherNumber_showsTheFlows() {
        Sent.to(flows, call(0, "GET /a"));

        assertThat(flows).hasSize(1);
        assertThatFailureOf(() -> assertThat(impatient).isEmpty())
                .startsWith("Expecting 0 flows, but there is 1.\n\nThe flow f, 4.0 ms, ok:\n  GET /a");
    }

    @Test
    void startingWith_findsByModuleAndEndpoint() {
        Sent.to(flows, Sent.order());
        Sent.to(flows, call(-7, "GET /a").flow("other"));
        Sent.to(flows, Sent.work("ok"));

        assertThat(flows.startingWith("shop", "POST /orders").correlationId()).isEqualTo("f");
        assertThat(flows.ofCorrelation("other").toString()).endsWith("  GET /a  → shop  4.0 ms  ok");
        assertThatFailureOf(() -> impatient.startingWith("stock", "GET /stock/{id}"))
                .startsWith(
                        "Expecting one flow that starts with GET /stock/{id} in stock, but there is none.\n\nThe flow ");
        assertThatFailureOf(() -> impatient.ofCorrelation("no such"))
                .startsWith("Expecting one flow with the correlation id no such, but there is none.\n\nThe flow ");
    }

    @Test
    void startingWith_taskWithoutMessage_findsIt() {
        Sent.to(
                flows,
                new Sent(0, "shop", "internal", "Begin scheduled task", "SCHEDULED Tidy.run").action("t"),
                new Sent(5, "shop", "sender", "Send message", "LIST orders")
                        .action("s")
                        .message("m")
                        .closes(1, "ok"),
                new Sent(6, "shop", "internal", "End scheduled task", "SCHEDULED Tidy.run")
                        .action("t")
                        .closes(6, "ok"));

        assertThat(flows.startingWith("shop", "SCHEDULED Tidy.run")).hasHops("LIST orders");
    }

    @Test
    void assertion_waitsForWhatIsUnderWay() {
        Sent.to(flows, Sent.order());
        CompletableFuture<Void> worker = later(() -> Sent.to(flows, Sent.work("ok")));

        assertThat(flows.single()).everyMessageIsReceived().hasNoFailures();
        assertThat(worker).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void events_areGivenAsTheyCame() {
        Sent.to(flows, Sent.order());
        Sent.to(flows, Sent.work("ok"));

        assertThat(flows.single().events()).hasSize(11).first().satisfies(event -> assertThat(
                        event.get("endpoint").stringValue())
                .isEqualTo("POST /orders"));
    }

    @Test
    void clear_forgetsWhatStillComesOfIt() {
        Sent.to(flows, Sent.order());
        CapturedFlow before = flows.within(Duration.ofMillis(20)).single();

        flows.clear();
        Sent.to(flows, Sent.work("ok"));
        Sent.to(
                flows,
                new Sent(40, "mail", "receiver", "End processing", "LIST mails")
                        .action("late")
                        .message("late")
                        .parent("o")
                        .closes(1, "ok"));
        assertThat(flows).isEmpty();
        assertThatFailureOf(before::events).isEqualTo("The flow f is no longer there: the flows have been cleared.");

        Sent.to(flows, call(50, "GET /a")); // the same correlation id again
        assertThat(flows.single()).hasHops("GET /a");
    }

    @Test
    void timeout_negative_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flows.within(Duration.ofSeconds(-1)))
                .withMessage("timeout must not be negative, and is PT-1S");
    }

    private static Sent call(long millis, String endpoint) {
        return new Sent(millis, "shop", "receiver", "End call", endpoint)
                .action(endpoint)
                .message(endpoint)
                .closes(4, "ok");
    }

    private static CompletableFuture<Void> later(Runnable work) {
        Executor delayed = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(work, delayed);
    }
}
