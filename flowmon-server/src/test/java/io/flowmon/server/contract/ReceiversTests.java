/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What counts of messages that were delivered more than once, or to several modules. */
class ReceiversTests extends JudgeFixture {

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
}
