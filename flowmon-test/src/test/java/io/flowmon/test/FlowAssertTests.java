/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flowmon.core.event.Outcome;
import java.time.Duration;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FlowAssertTests {

    private static final String TREE = """
            The flow f, 1.52 s, ok:
              POST /orders       → shop         15.0 ms  ok
                GET /stock/{id}  shop → stock    5.0 ms  ok
                LIST orders      shop → worker   1.50 s  ok
                  STEP pack      worker          6.0 ms  ok""";

    private final CapturedFlows flows = new CapturedFlows().within(Duration.ofMillis(20));

    @Test
    void healthyFlow_passesEverything() {
        Sent.to(flows, Sent.order());
        Sent.to(flows, Sent.work("ok"));

        assertThat(flows).hasSize(1);
        assertThat(flows.single())
                .hasHops("POST /orders", "GET /stock/{id}", "LIST orders")
                .hasHopsInAnyOrder("LIST orders", "GET /stock/{id}", "POST /orders")
                .containsHops("LIST orders", "POST /orders")
                .containsHopsInOrder("POST /orders", "LIST orders")
                .hasOutcome(Outcome.OK)
                .hasNoFailures()
                .isFasterThan(Duration.ofMillis(1521))
                .hasBusinessKey("order_id", "4711")
                .everyMessageIsReceived()
                .holdsNoneOf("secret")
                .holdsNoSecrets()
                .step("LIST orders")
                .hasOutcome(Outcome.OK)
                .isFasterThan(Duration.ofMillis(1501))
                .happensIn("shop")
                .happensIn("worker")
                .flow()
                .step("STEP pack")
                .isFasterThan(Duration.ofMillis(7))
                .happensIn("worker");
    }

    @Test
    void hasHops_missingAndUnexpected_areListedWithTheFlow() {
        Sent.to(flows, Sent.order());
        Sent.to(flows, Sent.work("ok"));

        assertThatFailureOf(() -> assertThat(flows.single()).hasHops("POST /orders", "GET /price/{id}", "LIST orders"))
                .isEqualTo("""
                        Expecting these hops, in this order:
                          POST /orders
                          GET /price/{id}
                          LIST orders
                        but these are missing:
                          GET /price/{id}
                        and these are there besides:
                          GET /stock/{id}

                        """ + TREE);
    }

    @Test
    void hasHops_otherOrder_isShown() {
        Sent.to(flows, Sent.order());
        Sent.to(flows, Sent.work("ok"));

        assertThatFailureOf(() -> assertThat(flows.single()).hasHops("POST /orders", "LIST orders", "GET /stock/{id}"))
                .isEqualTo("""
                        Expecting these hops, in this order:
                          POST /orders
                          LIST orders
                          GET /stock/{id}
                        but their order was:
                          POST /orders
                          GET /stock/{id}
                          LIST orders

                        """ + TREE);
    }

    @Test
    void hopsInAnyOrder_andAmongOthers_countHowOften() {
        Sent.to(flows, Sent.order());
        Sent.to(flows, Sent.work("ok"));

        assertThatFailureOf(() -> assertThat(flows.single())
                        .hasHopsInAnyOrder("LIST orders", "LIST orders", "POST /orders", "GET /stock/{id}"))
                .startsWith("""
                        Expecting these hops, in any order:
                          LIST orders
                          LIST orders
                          POST /orders
                          GET /stock/{id}
                        but these are missing:
                          LIST orders

                        The flow f""");
        assertThatFailureOf(() -> assertThat(flows.single()).containsHops("CHANNEL news"))
                .isEqualTo("""
                        Expecting at least these hops:
                          CHANNEL news
                        but these are missing:
                          CHANNEL news

                        """ + TREE);
    }

    @Test
    void hopsInOrderAmongOthers_otherOrder_isShown() {
        Sent.to(flows, Sent.order());
        Sent.to(flows, Sent.work("ok"));

        assertThatFailureOf(() -> assertThat(flows.single()).containsHopsInOrder("LIST orders", "POST /orders"))
                .isEqualTo("""
                        Expecting at least these hops, in this order:
                          LIST orders
                          POST /orders
                        but their order was:
                          POST /orders
                          GET /stock/{id}
                          LIST orders

                        """ + TREE);
        assertThatFailureOf(() -> assertThat(flows.single()).containsHopsInOrder("POST /orders", "POST /orders"))
                .contains("but these are missing:\n  POST /orders\n");
    }

    @Test
    void failures_areListedWithWhatEscaped() {
        Sent.to(flows, Sent.order());
        Sent.to(
                flows,
                new Sent(30, "worker", "receiver", "End processing", "LIST orders")
                        .action("e")
                        .message("o")
                        .closes(10, "exception")
                        .error("java.lang.IllegalStateException", "no stock"));
        String failed = """
                The flow f, 30.0 ms, exception:
                  POST /orders       → shop         15.0 ms  ok
                    GET /stock/{id}  shop → stock    5.0 ms  ok
                    LIST orders      shop → worker  10.0 ms  exception, IllegalStateException: no stock""";

        assertThatFailureOf(() -> assertThat(flows.single()).hasNoFailures())
                .isEqualTo("Expecting no failures, but there is:\n"
                        + "  LIST orders in worker: exception, IllegalStateException: no stock\n\n" + failed);
        assertThatFailureOf(() -> assertThat(flows.single()).hasOutcome(Outcome.OK))
                .isEqualTo("Expecting the outcome ok, but it is exception\n\n" + failed);
        assertThatFailureOf(() -> assertThat(flows.single()).step("LIST orders").hasOutcome(Outcome.OK))
                .isEqualTo(
                        "Expecting LIST orders to end with ok, but not so:\n  worker: 10.0 ms, exception\n\n" + failed);
    }

    @Test
    void everyMessageIsReceived_oneIsNot_namesIt() {
        Sent.to(flows, Sent.order());

        assertThatFailureOf(() -> assertThat(flows.single()).everyMessageIsReceived())
                .isEqualTo("""
                        Expecting every message to be received, but not:
                          LIST orders, sent by shop

                        The flow f, 15.0 ms, ok:
                          POST /orders       → shop        15.0 ms  ok
                            GET /stock/{id}  shop → stock   5.0 ms  ok
                            LIST orders      shop           2.0 ms  ok, not received""");
    }

    @Test
    void openAction_isShownAsNotEnded() {
        Sent.to(
                flows,
                new Sent(0, "shop", "receiver", "Begin call", "GET /slow")
                        .action("a")
                        .message("m"));

        assertThatFailureOf(() -> assertThat(flows.single()).hasOutcome(Outcome.OK))
                .isEqualTo("""
                        Expecting the outcome ok, but it is not known yet

                        The flow f, 0.0 ms, no outcome yet:
                          GET /slow  → shop    not ended""");
        assertThatFailureOf(() -> assertThat(flows.single()).step("GET /slow").isFasterThan(Duration.ofSeconds(1)))
                .startsWith("Expecting GET /slow to take less than 1.00 s, but not so:\n  shop: not ended\n\n");
    }

    @Test
    void times_areComparedAndTold() {
        Sent.to(flows, Sent.order());
        Sent.to(flows, Sent.work("ok"));

        assertThatFailureOf(() -> assertThat(flows.single()).isFasterThan(Duration.ofMillis(1520)))
                .isEqualTo("Expecting the flow to take less than 1.52 s, but it took 1.52 s\n\n" + TREE);
        assertThatFailureOf(
                        () -> assertThat(flows.single()).step("GET /stock/{id}").isFasterThan(Duration.ofMillis(6)))
                .isEqualTo("Expecting GET /stock/{id} to take less than 6.0 ms, but not so:\n  shop: 7.0 ms, ok\n\n"
                        + TREE);
    }

    @Test
    void businessKeyAndStep_thatAreNotThere_areToldWithWhatIs() {
        Sent.to(flows, Sent.order());
        Sent.to(flows, Sent.work("ok"));

        assertThatFailureOf(() -> assertThat(flows.single()).hasBusinessKey("order_id", "4712"))
                .isEqualTo("Expecting the business key order_id=4712, but there is only order_id=4711\n\n" + TREE);
        assertThatFailureOf(() -> assertThat(flows.single()).step("STEP price"))
                .isEqualTo("Expecting the flow to have STEP price, but it has nothing of this name\n\n" + TREE);
        assertThatFailureOf(() -> assertThat(flows.single()).step("STEP pack").happensIn("shop"))
                .isEqualTo("Expecting STEP pack to happen in shop, but it happened in:\n  worker\n\n" + TREE);
    }

    @Test
    void secret_isFoundInNamesValuesAndPercentEncoded() {
        Sent.to(
                flows,
                new Sent(5, "shop", "receiver", "End call", "POST /orders")
                        .action("a")
                        .message("m")
                        .closes(5, "ok")
                        .with(
                                "service_params",
                                "{\"query\":\"mail=jo%40x.org\",\"body\":{\"items\":[{\"pin\":4711}],\"hunter2\":1}}"));

        assertThat(flows.single()).holdsNoneOf("nothing", "4712");
        assertThatFailureOf(() -> assertThat(flows.single()).holdsNoneOf("jo@x.org", "4711", "hunter2"))
                .isEqualTo("""
                        Expecting the flow to hold none of the given secrets, but there is:
                          "jo@x.org" in service_params.query of "End call", POST /orders, from shop
                          "4711" in service_params.body.items[0].pin of "End call", POST /orders, from shop
                          "hunter2" in the name service_params.body.hunter2 of "End call", POST /orders, from shop

                        The flow f, 5.0 ms, ok:
                          POST /orders  → shop  5.0 ms  ok""");
        assertThatFailureOf(() -> assertThat(flows).holdsNoneOf("4711"))
                .startsWith("Expecting the flows to hold none of the given secrets, but there is:\n  \"4711\" in ");
    }

    @Test
    void secret_empty_isRefused() {
        Sent.to(flows, Sent.order());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(flows.single()).holdsNoneOf("x", ""))
                .withMessage("a secret must not be empty: it would be found everywhere");
    }

    @Test
    void description_standsInFront() {
        Sent.to(flows, Sent.order());

        assertThatFailureOf(() -> assertThat(flows.single())
                        .as("the order")
                        .hasNoFailures()
                        .hasOutcome(Outcome.TIMEOUT))
                .startsWith("[the order] Expecting the outcome timeout, but it is ok\n");
    }

    static AbstractStringAssert<?> assertThatFailureOf(ThrowingCallable assertion) {
        return assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(assertion)
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING);
    }
}
