/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.flow.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A draft says what all flows have in common that it was drawn from. */
class DraftTests {

    @Test
    void draft_saysCountsOptionalStepsAndOrder() {
        String draft = draft(List.of(
                new TestFlow("a")
                        .begins("root", "shop", "POST /orders", 0, 900)
                        .call("root", "g", "shop", "store", "GET /stock", 10, 20)
                        .message("root", "p", "shop", "worker", "LIST parcels", 30, 100, "ok")
                        .message("root", "q", "shop", "worker", "LIST parcels", 40, 110, "ok"),
                new TestFlow("b")
                        .begins("root", "shop", "POST /orders", 0, 1000)
                        .call("root", "g", "shop", "store", "GET /stock", 10, 20)
                        .message("root", "p", "shop", "worker", "LIST parcels", 30, 90, "ok")
                        .call("root", "m", "shop", "mail", "POST /mails", 50, 60)));

        assertThat(draft).contains("# Drawn from 2 flows").endsWith("""
                name: "POST /orders of shop"
                severity: warning
                starts-with:
                  module: "shop"
                  endpoint: "POST /orders"
                within: 2100ms
                settle: 30s
                others: forbidden
                order: sequential
                steps:
                  - module: "store"
                    endpoint: "GET /stock"
                    within: 100ms
                  - module: "worker"
                    endpoint: "LIST parcels"
                    count: 1..2
                    within: 230ms
                  - module: "mail"
                    endpoint: "POST /mails"
                    optional: true
                    within: 130ms
                """);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void flowsThatADraftWasDrawnFrom_keepIt(long seed) {
        Random random = new Random(seed);
        List<TestFlow> flows = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(30); i++) {
            flows.add(randomFlow("f" + i, random));
        }

        ContractFile file = ContractReader.read("draft", "draft.yaml", draft(flows));

        assertThat(file.problems()).as(file.text()).isEmpty();
        Contract contract = file.contract();
        assertThat(contract).isNotNull();
        for (TestFlow flow : flows) {
            assertThat(contract.concerns(flow.tree())).isTrue();
            assertThat(Judge.judge(contract, flow.tree())).as(file.text()).isEmpty();
        }
    }

    @Test
    void flowsThatAreNotWhole_areLeftOut() {
        Draft draft = new Draft("shop", "POST /orders", 10, ids -> Map.of());
        draft.accept(new TestFlow("a")
                .begins("root", "shop", "POST /orders", 0, 900)
                .stuck("root", "p", "shop", "worker", "LIST parcels", 30)
                .tree());
        draft.accept(
                new TestFlow("b").begins("root", "shop", "GET /orders", 0, 900).tree());

        assertThat(draft.durations()).isEmpty();
        assertThat(draft.leftOut().notWhole()).isOne();
        assertThat(leftOut(StepReader.DEEPEST - 1)).isZero();
        assertThat(leftOut(StepReader.DEEPEST)).isOne();
        assertThat(leftOut(9_000)).as("so deep that nothing must recurse").isOne();
    }

    @Test
    void flowsThatSomethingSpeaksAgainst_areLeftOut_andTheDraftSaysWhy() {
        Draft draft = new Draft(
                "shop", "POST /orders", 10, ids -> Map.of("a", Flaw.ALERT, "b", Flaw.LOST_MESSAGE, "c", Flaw.ALERT));
        draft.announce(List.of("a", "b", "c", "d"));
        for (String id : List.of("a", "b", "c", "d")) {
            draft.accept(new TestFlow(id)
                    .begins("root", "shop", "POST /orders", 0, 900)
                    .tree());
        }

        assertThat(draft.durations()).hasSize(1);
        assertThat(draft.leftOut()).isEqualTo(new LeftOut(0, 2, 1));
        assertThat(DraftText.of(draft))
                .contains(
                        "# Drawn from 1 flows that went well",
                        "# 2 more were left out: alerts of severity warning or critical name them.\n",
                        "# 1 more was left out: messages of them were lost.\n");
    }

    private static int leftOut(int below) {
        TestFlow flow = new TestFlow("a").begins("m0", "shop", "POST /orders", 0, 900);
        for (int i = 1; i <= below; i++) {
            flow.call("m" + (i - 1), "m" + i, "shop", "shop", "GET /a", 1, 2);
        }
        Draft draft = new Draft("shop", "POST /orders", 10, ids -> Map.of());
        draft.accept(flow.tree());
        return draft.leftOut().notWhole();
    }

    private static String draft(List<TestFlow> flows) {
        Draft draft = new Draft("shop", "POST /orders", flows.size(), ids -> Map.of());
        flows.forEach(flow -> draft.accept(flow.tree()));
        assertThat(draft.durations()).hasSize(flows.size());
        return DraftText.of(draft);
    }

    /** Few names, some of them awkward, so that the same ones meet at many places and in many orders. */
    private static TestFlow randomFlow(String id, Random random) {
        TestFlow flow = new TestFlow(id).begins("root", "shop", "POST /orders", 0, 5000);
        List<String> messages = new ArrayList<>(List.of("root"));
        List<String> modules = new ArrayList<>(List.of("shop"));
        String[] endpoints = {"GET /a", "GET /*", "GET /a\\*", "LIST \"é\u0085\u007f\"", "GET /a/{b}: #c"};
        for (int i = 0; i < random.nextInt(12); i++) {
            int above = random.nextInt(messages.size());
            String message = "m" + i;
            String module = "module" + random.nextInt(3);
            String endpoint = endpoints[random.nextInt(endpoints.length)];
            int begin = random.nextInt(20) * 10;
            if (random.nextInt(4) == 0) {
                flow.sent(messages.get(above), message, modules.get(above), "LIST x", begin);
                continue;
            }
            flow.call(
                    messages.get(above),
                    message,
                    modules.get(above),
                    module,
                    endpoint,
                    begin,
                    begin + 1 + random.nextInt(4000));
            messages.add(message);
            modules.add(module);
            if (random.nextInt(4) == 0) {
                String other = "other" + random.nextInt(2);
                flow.received(
                        messages.get(above),
                        message,
                        other,
                        "Begin call",
                        "End call",
                        endpoint,
                        begin + 2,
                        begin + 5,
                        "ok");
                messages.add(message);
                modules.add(other);
            }
        }
        return flow;
    }
}
