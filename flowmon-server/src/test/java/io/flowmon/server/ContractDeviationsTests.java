/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a contract expects, and in what flows deviated from it, as programs and screens are told. */
class ContractDeviationsTests extends ContractFixture {

    @Test
    void contract_tellsItsSteps_fromTopToBottom() throws Exception {
        install("steps", contract("within: 5s"));

        JsonNode steps = state().path("steps");

        assertThat(steps.valueStream()
                        .map(step ->
                                step.path("level") + " " + step.path("count").stringValue() + " "
                                        + step.path("endpoint").stringValue()))
                .containsExactly(
                        "0 1 POST /orders",
                        "1 1 GET /stock",
                        "1 1 POST /stock",
                        "2 1..2 LIST parcels",
                        "1 1 POST /mails");
        assertThat(steps.at("/0/order").stringValue()).isEqualTo("sequential");
        assertThat(steps.at("/0/others").stringValue()).isEqualTo("forbidden");
        assertThat(steps.at("/0/within").doubleValue()).isEqualTo(5);
        assertThat(steps.at("/0/outcomes/0").stringValue()).isEqualTo("ok");
        assertThat(steps.at("/4/optional").booleanValue()).isTrue();
        assertThat(state().path("settle").doubleValue()).isEqualTo(1);
    }

    @Test
    void deviations_areCountedByKind_andToldOfEachFlowInWords() throws Exception {
        install("deviations", contract(""));
        store(OrderEvents.healthy("deviations-healthy"));
        store(new OrderEvents("deviations-missing")
                .begins("shop", "POST /orders", 0, 500)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20, "ok"));
        String alert = awaitAlert("missing message").path("id").stringValue();
        JsonNode state = awaitJudged(2);
        assertThat(state.path("kept").intValue()).isOne();

        JsonNode found = api.json("/api/contracts/deviations/deviations");

        assertThat(found.path("kinds")).singleElement().satisfies(kind -> {
            assertThat(kind.path("kind").stringValue()).isEqualTo("missing message");
            assertThat(kind.path("flows").intValue()).isOne();
            assertThat(kind.path("open").booleanValue()).isTrue();
            assertThat(kind.path("alert").stringValue()).isEqualTo(alert);
        });
        assertThat(found.path("flows")).singleElement().satisfies(flow -> {
            assertThat(flow.path("correlation_id").stringValue()).isEqualTo("deviations-missing");
            assertThat(flow.at("/alerts/0").stringValue()).isEqualTo(alert);
            assertThat(flow.at("/differences/0/text").stringValue())
                    .isEqualTo("expected 1 × POST /stock of store below POST /orders of shop, found 0");
        });
        assertThat(api.get("/api/contracts/deviations/deviations?format=csv").body())
                .startsWith("correlation_id,kind,text,alerts\r\ndeviations-missing,missing message,")
                .endsWith("," + alert + "\r\n");
        assertThat(api.get("/api/contracts?format=csv").body())
                .startsWith(
                        "contract,file,state,name,severity,module,endpoint,judged,kept,deviating,uncertain,problems\r\n")
                .contains("running,Order of deviations,critical,shop,POST /orders,2,1,1,0,");
        assertThat(api.json("/api/contracts/deviations/deviations?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")
                        .path("kinds"))
                .isEmpty();
    }

    @Test
    void deviations_ofNoContract_areAProblem() throws Exception {
        assertThat(api.get("/api/contracts/none/deviations").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/contracts/none/deviations?form=now").statusCode())
                .isEqualTo(400);
    }
}
