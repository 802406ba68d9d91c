/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From a contract's file and a flow's events to an alert, in a real server. */
class ContractsTests extends ContractFixture {

    @Test
    void eachKindOfDeviation_isAnAlert_withTheDifferenceInWords_andTheFlowBehindIt() throws Exception {
        install("kinds", contract("within: 5s"));
        store(OrderEvents.healthy("kinds-healthy").call("root", "m", "shop", "mail", "POST /mails", 300, 310, "ok"));
        store(new OrderEvents("kinds-missing")
                .begins("shop", "POST /orders", 0, 500)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20, "ok"));
        store(OrderEvents.healthy("kinds-many")
                .message("post", "parcel2", "store", "worker", "LIST parcels", 70, 210, "ok")
                .message("post", "parcel3", "store", "worker", "LIST parcels", 80, 220, "ok"));
        store(OrderEvents.healthy("kinds-unexpected").call("get", "x", "store", "audit", "POST /audit", 12, 13, "ok"));
        store(new OrderEvents("kinds-order")
                .begins("shop", "POST /orders", 0, 500)
                .call("root", "post", "shop", "store", "POST /stock", 50, 100, "ok")
                .message("post", "parcel", "store", "worker", "LIST parcels", 60, 200, "ok")
                .call("root", "get", "shop", "store", "GET /stock", 110, 120, "ok"));
        store(new OrderEvents("kinds-outcome")
                .begins("shop", "POST /orders", 0, 500)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20, "ok")
                .call("root", "post", "shop", "store", "POST /stock", 50, 100, "ok")
                .message("post", "parcel", "store", "worker", "LIST parcels", 60, 200, "exception"));
        store(OrderEvents.healthy("kinds-late").call("root", "m", "shop", "mail", "POST /mails", 300, 5100, "ok"));

        assertAlert("missing message", "kinds-missing", 1, 0, "Expected 1 × POST /stock of store below POST /orders");
        assertAlert("too many messages", "kinds-many", 3, 2, "Expected 1..2 × LIST parcels of worker");
        assertAlert("unexpected message", "kinds-unexpected", 1, 0, "found 1 × POST /audit of audit");
        assertAlert("wrong order", "kinds-order", 1, 0, "Expected GET /stock of store before POST /stock of store");
        assertAlert("wrong outcome", "kinds-outcome", 1, 0, "found exception reported by worker");
        assertAlert("too late", "kinds-late", 5.1, 5, "Expected the whole flow within 5.00 s, took 5.10 s");
        JsonNode state = awaitJudged(7);
        assertThat(state.path("deviating").intValue()).isEqualTo(6);
        assertThat(state.path("state").stringValue()).isEqualTo("running");
        assertThat(state.path("text").stringValue()).contains("starts-with");
    }

    @Test
    void whatComesLate_takesTheDeviationBack() throws Exception {
        install("late-arrival", contract(""));
        OrderEvents flow = new OrderEvents("late-arrival-1")
                .begins("shop", "POST /orders", 0, 500)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20, "ok")
                .call("root", "post", "shop", "store", "POST /stock", 50, 100, "ok");
        store(flow);
        JsonNode alert = awaitAlert("missing message");

        store(flow.message("post", "parcel", "store", "worker", "LIST parcels", 60, 200, "ok"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        api.json(path(alert)).path("state").stringValue())
                .isEqualTo("resolved"));
        assertThat(api.json(path(alert)).path("count").intValue()).isZero();
        assertThat(awaitJudged(2).path("deviating").intValue()).isZero();
    }

    @Test
    void whatMayStillComeInTime_isWaitedFor_evenIfTheFlowIsQuiet() throws Exception {
        install("deadline", contract("within: 1m"));
        OrderEvents missing = new OrderEvents("deadline-1").begins("shop", "POST /orders", 0, 500);
        store(missing.call("root", "get", "shop", "store", "GET /stock", 10, 20, "ok"));
        store(OrderEvents.healthy("deadline-2"));
        awaitJudged(1);

        store(missing.call("root", "post", "shop", "store", "POST /stock", 50, 100, "ok")
                .message("post", "parcel", "store", "worker", "LIST parcels", 60, 200, "ok"));

        assertThat(awaitJudged(2).path("deviating").intValue()).isZero();
        assertThat(alerts()).isEmpty();
    }

    @Test
    void deadlineThatPasses_isJudged_thoughNothingArrives() throws Exception {
        install("passed", contract("within: 3s"));
        store(new OrderEvents("passed-1").begins("shop", "POST /orders", 0, 500));

        assertThat(awaitAlert("missing message").path("count").intValue()).isOne();
    }

    @Test
    void restartInTheMiddle_judgesEachFlowOnce_andAlertsOnce() throws Exception {
        install("restart", contract("").replace("settle: 1s", "settle: 4s"));
        store(new OrderEvents("restart-1").begins("shop", "POST /orders", 0, 500));
        awaitJudged(1);
        JsonNode alert = awaitAlert("missing message");
        store(new OrderEvents("restart-2").begins("shop", "POST /orders", 0, 500));
        store(OrderEvents.healthy("restart-3"));
        server.close();
        startServer();

        JsonNode state = awaitJudged(3);
        server.close();
        startServer();
        store(OrderEvents.healthy("restart-4"));

        assertThat(state.path("deviating").intValue()).isEqualTo(2);
        assertThat(awaitJudged(4).path("deviating").intValue()).isEqualTo(2);
        assertThat(alerts()).singleElement().satisfies(one -> {
            assertThat(one.path("id")).isEqualTo(alert.path("id"));
            assertThat(one.path("count").intValue()).isEqualTo(2);
            assertThat(one.path("flows").toString()).contains("restart-1", "restart-2");
        });
    }

    @Test
    void manyFlows_areAllJudged() throws Exception {
        install("many", contract(""));
        long began = System.nanoTime();
        for (int batch = 0; batch < 20; batch++) {
            List<ObjectNode> events = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                events.addAll(OrderEvents.healthy("many-" + batch + "-" + i).take());
            }
            api.store(events);
        }
        store(new OrderEvents("many-missing").begins("shop", "POST /orders", 0, 500));

        JsonNode state = awaitJudged(5_001);

        assertThat(state.path("deviating").intValue()).isOne();
        assertThat(api.json("/api/contracts").path("skipped").intValue()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
    }

    private void assertAlert(String key, String flow, double value, double threshold, String words) {
        JsonNode alert = awaitAlert(key);
        assertThat(alert.path("name").stringValue()).isEqualTo("Order of " + name);
        assertThat(alert.path("severity").stringValue()).isEqualTo("critical");
        assertThat(alert.path("state").stringValue()).isEqualTo("open");
        assertThat(alert.path("value").doubleValue()).isEqualTo(value);
        assertThat(alert.path("threshold").doubleValue()).isEqualTo(threshold);
        assertThat(alert.path("count").intValue()).isOne();
        assertThat(alert.path("flows").path(0).stringValue()).isEqualTo(flow);
        assertThat(alert.path("meaning").stringValue()).contains(words);
    }
}
