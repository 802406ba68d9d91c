/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found when a flow is not as its contract says. */
class JudgeTests {

    private static final String CONTRACT = """
            name: Order
            starts-with: {module: shop, endpoint: POST /orders}
            within: 2s
            order: sequential
            steps:
              - {module: store, endpoint: GET /stock}
              - module: store
                endpoint: POST /stock
                within: 1s
                takes: 500ms
                steps:
                  - {module: worker, endpoint: LIST parcels, count: 1..2}
              - {module: mail, endpoint: 'POST /mails/*', optional: true}
            """;

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
    void whatFailsAndThenSucceeds_hasSucceeded() {
        TestFlow flow = withoutParcels().message("post", "p", "store", "worker", "LIST parcels", 60, 70, "exception");
        flow.received("post", "p", "worker", "Start processing", "End processing", "LIST parcels", 80, 90, "ok");

        assertThat(judge(CONTRACT, flow)).isEmpty();
    }

    @Test
    void whatWasSentAgain_standsForTheOriginal() {
        TestFlow flow = withoutParcels().message("post", "p", "store", "worker", "LIST parcels", 60, 70, "exception");
        flow.message("p", "again", "flowmon", "worker", "LIST parcels", 100, 110, "ok");
        assertThat(judge(CONTRACT, flow)).hasSize(2);

        assertThat(judge(CONTRACT, flow.replays("again", "p"))).isEmpty();
    }

    @Test
    void whatAFailedAttemptCaused_doesNotCount_onceItWasRepeated() {
        String contract = CONTRACT.replace(
                "count: 1..2}", "steps: [{module: mail, endpoint: POST /labels, steps: [{endpoint: GET /size}]}]}");
        TestFlow failed = withoutParcels()
                .message("post", "p", "store", "worker", "LIST parcels", 60, 90, "exception")
                .call("p", "l1", "worker", "mail", "POST /labels", 65, 70);
        TestFlow redelivered = withoutParcels()
                .message("post", "p", "store", "worker", "LIST parcels", 60, 90, "exception")
                .call("p", "l1", "worker", "mail", "POST /labels", 65, 70)
                .received("post", "p", "worker", "Start processing", "End processing", "LIST parcels", 100, 200, "ok")
                .call("p", "l2", "worker", "mail", "POST /labels", 110, 120)
                .call("l2", "s", "mail", "sizes", "GET /size", 111, 112);
        TestFlow replayed = withoutParcels()
                .message("post", "p", "store", "worker", "LIST parcels", 60, 90, "exception")
                .call("p", "l1", "worker", "mail", "POST /labels", 65, 70)
                .message("p", "again", "flowmon", "worker", "LIST parcels", 100, 200, "ok")
                .call("again", "l2", "worker", "mail", "POST /labels", 110, 120)
                .call("l2", "s", "mail", "sizes", "GET /size", 111, 112)
                .replays("again", "p");

        assertThat(judge(contract, failed)).as("not repeated yet").hasSize(2);
        assertThat(judge(contract, redelivered)).isEmpty();
        assertThat(judge(contract, replayed)).isEmpty();
    }

    @Test
    void whatTwoAttemptsCaused_isTooMuch_ifTheFirstOneSucceeded() {
        String contract = CONTRACT.replace("count: 1..2}", "steps: [{module: mail, endpoint: POST /labels}]}");
        TestFlow flow = withoutParcels()
                .message("post", "p", "store", "worker", "LIST parcels", 60, 90, "ok")
                .call("p", "l1", "worker", "mail", "POST /labels", 65, 70)
                .received("post", "p", "worker", "Start processing", "End processing", "LIST parcels", 100, 200, "ok");
        assertThat(judge(contract, flow)).as("nothing done twice").isEmpty();
        flow.call("p", "l2", "worker", "mail", "POST /labels", 110, 120);

        assertThat(judge(contract, flow))
                .containsExactly("TOO_MANY: expected 1 × POST /labels of mail below LIST parcels of worker, found 2");
    }

    @Test
    void messageOfSeveralReceivers_countsForEachModule_withWhatThatOneCaused() {
        String contract = """
                name: Order
                starts-with: {module: shop, endpoint: POST /orders}
                order: sequential
                steps:
                  - {module: worker, endpoint: LIST parcels, steps: [{module: mail, endpoint: POST /labels}]}
                  - {module: audit, endpoint: LIST parcels, steps: [{module: files, endpoint: POST /lines}]}
                """;
        TestFlow flow = new TestFlow("f")
                .begins("root", "shop", "POST /orders", 0, 900)
                .message("root", "p", "shop", "worker", "LIST parcels", 60, 90, "ok")
                .call("p", "l", "worker", "mail", "POST /labels", 65, 70)
                .received("root", "p", "audit", "Start processing", "End processing", "LIST parcels", 80, 95, "ok")
                .call("p", "x", "audit", "files", "POST /lines", 85, 90);

        assertThat(judge(contract, flow)).isEmpty();
        assertThat(judge(contract.replace("module: files", "module: other"), flow))
                .containsExactly(
                        "MISSING: expected 1 × POST /lines of other below LIST parcels of audit, found 0",
                        "UNEXPECTED: expected nothing else below LIST parcels of audit, found 1 × POST /lines of files");
        assertThat(judge(contract.replace("module: audit", "module: stock"), flow))
                .containsExactly(
                        "MISSING: expected 1 × LIST parcels of stock below POST /orders of shop, found 0",
                        "UNEXPECTED: expected nothing else below POST /orders of shop, found 1 × LIST parcels of audit");
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

    private static TestFlow order() {
        return withoutParcels().message("post", "p", "store", "worker", "LIST parcels", 60, 70, "ok");
    }

    private static TestFlow withoutParcels() {
        return new TestFlow("f")
                .begins("root", "shop", "POST /orders", 0, 900)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20)
                .call("root", "post", "shop", "store", "POST /stock", 50, 200);
    }

    private static TestFlow withoutStock() {
        return new TestFlow("f")
                .begins("root", "shop", "POST /orders", 0, 900)
                .call("root", "post", "shop", "store", "POST /stock", 50, 200)
                .message("post", "p", "store", "worker", "LIST parcels", 60, 70, "ok");
    }

    private static List<String> judge(String yaml, TestFlow flow) {
        return deviations(yaml, flow).stream()
                .map(deviation -> deviation.kind() + ": " + deviation.text())
                .toList();
    }

    private static List<Deviation> deviations(String yaml, TestFlow flow) {
        ContractFile file = ContractReader.read("order", "order.yaml", yaml);
        assertThat(file.problems()).isEmpty();
        Contract contract = file.contract();
        assertThat(contract).isNotNull();
        return Judge.judge(contract, flow.tree());
    }
}
