/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is found when a flow is not as its contract says. */
class JudgeTests extends JudgeFixture {

    @Test
    void flowAsItMustBe_deviatesInNothing() {
        assertThat(judge(CONTRACT, order())).isEmpty();
        assertThat(judge(CONTRACT, order().call("root", "m", "shop", "mail", "POST /mails/7", 700, 710)))
                .as("with what is optional")
                .isEmpty();
    }

    @Test
    void missingMessage_isTold_butNotWhatItWouldHaveCaused() {
        TestFlow flow = new TestFlow("f")
                .begins("root", "shop", "POST /orders", 0, 900)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20);

        assertThat(judge(CONTRACT, flow))
                .containsExactly("MISSING: expected 1 × POST /stock of store below POST /orders of shop, found 0");
    }

    @Test
    void messageThatNobodyReceived_isMissing_andNotUnexpected() {
        TestFlow flow = withoutParcels().sent("post", "p", "store", "LIST parcels", 60);

        assertThat(judge(CONTRACT, flow))
                .containsExactly("MISSING: expected 1..2 × LIST parcels of worker below POST /stock of store, found 0,"
                        + " and 1 sent that nobody received");
    }

    @Test
    void messageThatIsLostOnAQueue_isMissing_thoughTheCountIsARange() {
        TestFlow flow = order().sent("post", "p2", "store", "LIST parcels", 65);

        assertThat(deviations(CONTRACT, flow)).singleElement().satisfies(deviation -> {
            assertThat(deviation.value()).isOne();
            assertThat(deviation.text())
                    .isEqualTo("expected 1..2 × LIST parcels of worker below POST /stock of store, found 1,"
                            + " and 1 sent that nobody received");
        });
    }

    @Test
    void whatCouldNotBeSent_andWasSentAgain_isNotMissing() {
        TestFlow flow = order().notSent("post", "p2", "store", "LIST parcels", 55);

        assertThat(judge(CONTRACT, flow)).isEmpty();
    }

    @Test
    void moreThanMayBe_isTold() {
        TestFlow flow = order();
        flow.message("post", "p2", "store", "worker", "LIST parcels", 70, 80, "ok");
        assertThat(judge(CONTRACT, flow)).isEmpty();
        flow.message("post", "p3", "store", "worker", "LIST parcels", 75, 85, "ok");

        assertThat(judge(CONTRACT, flow))
                .containsExactly(
                        "TOO_MANY: expected 1..2 × LIST parcels of worker below POST /stock of store, found 3");
    }

    @Test
    void messageThatTheContractDoesNotKnow_isTold_whereOthersAreForbidden() {
        TestFlow flow = order().call("get", "x", "store", "audit", "POST /audit", 12, 13);

        assertThat(judge(CONTRACT, flow))
                .containsExactly(
                        "UNEXPECTED: expected nothing else below GET /stock of store, found 1 × POST /audit of audit");
        assertThat(judge(CONTRACT + "others: allowed\n", flow)).isEmpty();
    }

    @Test
    void messageWithoutAKnownCause_isUnexpected() {
        TestFlow flow = order().message("nowhere", "x", "shop", "worker", "LIST others", 12, 13, "ok");

        assertThat(judge(CONTRACT, flow))
                .containsExactly(
                        "UNEXPECTED: expected nothing else without a known cause, found 1 × LIST others of worker");
    }

    @Test
    void wrongOrder_isTold_whereItMatters() {
        TestFlow flow = withoutStock().call("root", "get", "shop", "store", "GET /stock", 500, 510);

        assertThat(judge(CONTRACT, flow))
                .containsExactly(
                        "WRONG_ORDER: expected GET /stock of store before POST /stock of store below POST /orders of shop, it began after");
        assertThat(judge(CONTRACT.replace("sequential", "any"), flow)).isEmpty();
    }

    @Test
    void anotherOutcome_isTold_byWhoeverReportsIt() {
        TestFlow flow = withoutParcels().message("post", "p", "store", "worker", "LIST parcels", 60, 70, "exception");

        assertThat(judge(CONTRACT, flow))
                .containsExactly(
                        "WRONG_OUTCOME: expected ok of LIST parcels of worker, found exception reported by worker");
        assertThat(judge(CONTRACT.replace("count: 1..2", "outcome: [exception, ok]"), flow))
                .isEmpty();
        assertThat(judge(CONTRACT.replace("count: 1..2", "outcome: any"), flow)).isEmpty();
        assertThat(judge(CONTRACT.replace("count: 1..2", "outcome: exception"), flow))
                .as("the sender reports ok")
                .hasSize(1);
    }

    @Test
    void exactNames_areTakenBeforePatterns() {
        String contract = """
                name: Order
                starts-with: {module: shop, endpoint: POST /orders}
                steps: [{module: store, endpoint: POST /*}, {module: store, endpoint: POST /a}]
                """;
        TestFlow flow = new TestFlow("f")
                .begins("root", "shop", "POST /orders", 0, 900)
                .call("root", "a", "shop", "store", "POST /a", 10, 20)
                .call("root", "b", "shop", "store", "POST /b", 30, 40);

        assertThat(judge(contract, flow)).isEmpty();
    }

    @Test
    void whatHasNotEnded_isTold() {
        TestFlow flow = withoutParcels().stuck("post", "p", "store", "worker", "LIST parcels", 60);

        assertThat(judge(CONTRACT, flow))
                .containsExactly("WRONG_OUTCOME: expected ok of LIST parcels of worker, it has not ended at worker");
    }

    @Test
    void whatIsTooLate_isTold_forTheFlow_theStep_andItsOwnTime() {
        TestFlow flow = new TestFlow("f")
                .begins("root", "shop", "POST /orders", 0, 2500)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20)
                .call("root", "post", "shop", "store", "POST /stock", 600, 1200)
                .message("post", "p", "store", "worker", "LIST parcels", 610, 620, "ok");

        assertThat(judge(CONTRACT, flow))
                .containsExactly(
                        "LATE: expected the whole flow within 2.00 s, took 2.50 s",
                        "LATE: expected POST /stock of store to have ended within 1.00 s, took 1.20 s",
                        "LATE: expected POST /stock of store to take at most 500 ms, took 600 ms");
    }

    @Test
    void firstMessageOnABus_isOfTheSendersKindToo_andMissingIfNobodyReceivedIt() {
        String contract = """
                name: Job
                starts-with: {module: scheduler, endpoint: LIST jobs}
                """;
        TestFlow flow = new TestFlow("f").sent(null, "job", "scheduler", "LIST jobs", 0);

        assertThat(judge(contract, flow)).containsExactly("MISSING: expected LIST jobs to be received, nobody did");
        flow.received(null, "job", "worker", "Start processing", "End processing", "LIST jobs", 5, 6, "ok");
        assertThat(judge(contract, flow)).isEmpty();
    }

    @Test
    void otherKinds_areNotJudged() {
        assertThat(judge(CONTRACT, new TestFlow("f").begins("root", "shop", "GET /orders", 0, 9000)))
                .isEmpty();
        assertThat(judge(CONTRACT, new TestFlow("f").begins("root", "other", "POST /orders", 0, 9000)))
                .isEmpty();
    }

    @Test
    void deviationsOfOneFlow_areBounded() {
        TestFlow flow = order();
        for (int i = 0; i < 200; i++) {
            flow.call("get", "x" + i, "store", "audit", "POST /audit/" + i, 12, 13);
        }

        assertThat(judge(CONTRACT, flow)).hasSize(50);
    }

    private static TestFlow withoutStock() {
        return new TestFlow("f")
                .begins("root", "shop", "POST /orders", 0, 900)
                .call("root", "post", "shop", "store", "POST /stock", 50, 200)
                .message("post", "p", "store", "worker", "LIST parcels", 60, 70, "ok");
    }
}
