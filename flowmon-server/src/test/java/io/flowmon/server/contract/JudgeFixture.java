/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A contract of orders, flows that keep it or almost do, and what is found in them. */
abstract class JudgeFixture {

    static final String CONTRACT = """
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

    static TestFlow order() {
        return withoutParcels().message("post", "p", "store", "worker", "LIST parcels", 60, 70, "ok");
    }

    static TestFlow withoutParcels() {
        return new TestFlow("f")
                .begins("root", "shop", "POST /orders", 0, 900)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20)
                .call("root", "post", "shop", "store", "POST /stock", 50, 200);
    }

    static List<String> judge(String yaml, TestFlow flow) {
        return deviations(yaml, flow).stream()
                .map(deviation -> deviation.kind() + ": " + deviation.text())
                .toList();
    }

    static List<Deviation> deviations(String yaml, TestFlow flow) {
        ContractFile file = ContractReader.read("order", "order.yaml", yaml);
        assertThat(file.problems()).isEmpty();
        Contract contract = file.contract();
        assertThat(contract).isNotNull();
        return Judge.judge(contract, flow.tree());
    }
}
