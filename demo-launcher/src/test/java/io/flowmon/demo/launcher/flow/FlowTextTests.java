/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowTextTests {

    @Test
    void of_completeFlow_drawsTheTreeWithTimes() {
        assertThat(FlowText.of(FlowFixture.order(1).document()).lines().map(line -> line.replaceAll(" {2,}", " ")
                        .trim()))
                .containsExactly(
                        "MESSAGE WAY HANDLED IN OUTCOME BEFORE THAT",
                        "POST /messages frontend 13.0 ms ok",
                        "├─ GET /endpoint1 frontend → middleend 1.0 ms ok 1.0 ms on the way",
                        "└─ POST /endpoint2 frontend → middleend 5.0 ms ok 1.0 ms on the way",
                        "└─ LIST app_queue middleend → backend 2.0 ms ok 1.5 ms on the way, 1.0 ms waiting for a worker");
    }

    @Test
    void of_receiverMissing_saysWhatIsUnknown() {
        String text = FlowText.of(FlowFixture.order(1)
                .without(event -> event.moduleType().equals("backend"))
                .document());

        assertThat(text).containsPattern("LIST app_queue +middleend +\\? +ok");
    }

    @Test
    void parse_serversAnswer_readsTheContractsNamesAndIgnoresTheRest() {
        FlowDocument flow = FlowDocument.parse("""
                {"correlation_id":"flow-1","tree":[],"events":[{"event_id":"00000000-0000-7000-8000-000000000001",
                "correlation_id":"flow-1","timestamp":"2026-01-01T00:00:00.123456+01:00","module_type":"backend",
                "module_id":"backend_host_1","endpoint":"LIST app_queue","message_type":"End processing",
                "role":"receiver","elapsed_time":1,"outcome":"ok","headers":{"a":["b","c"]}}]}
                """);

        assertThat(flow.events()).singleElement().satisfies(event -> {
            assertThat(event.moduleType()).isEqualTo("backend");
            assertThat(event.elapsedTime()).isEqualTo(1.0);
            assertThat(event.parentMessageId()).isNull();
        });
    }
}
