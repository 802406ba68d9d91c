/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a dry run counts. */
class DryRunTests {

    private static final Contract CONTRACT = Objects.requireNonNull(
            ContractReader.read("order", "order.yaml", """
                            name: Order
                            starts-with: {module: shop, endpoint: POST /orders}
                            within: 1m
                            settle: 10s
                            steps: [{module: store, endpoint: GET /stock}]
                            """).contract());

    private final FlowTree missing =
            new TestFlow("f").begins("root", "shop", "POST /orders", 0, 900).tree();

    @Test
    void whatMayStillCome_isNotTold() {
        DryRun run = run(missing, 65);

        assertThat(run.unsettled()).isOne();
        assertThat(run.examined()).isZero();
        assertThat(run.kinds()).isEmpty();
    }

    @Test
    void whatIsMissingAfterTheDeadline_isTold() {
        DryRun run = run(missing, 75);

        assertThat(run.unsettled()).isZero();
        assertThat(run.kinds()).containsOnlyKeys(DeviationKind.MISSING);
    }

    @Test
    void wholeFlow_isExamined_whenItHasSettled() {
        FlowTree whole = new TestFlow("f")
                .begins("root", "shop", "POST /orders", 0, 900)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20)
                .tree();

        assertThat(run(whole, 5).unsettled()).isOne();
        assertThat(run(whole, 15).examined()).isOne();
        assertThat(run(whole, 15).deviating()).isZero();
    }

    private static DryRun run(FlowTree flow, int second) {
        Instant now = flow.began().plusSeconds(second);
        DryRun run = new DryRun(CONTRACT, 10, now);
        run.accept(flow);
        return run;
    }
}
