/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import static io.flowmon.server.flow.EventBuilder.START;
import static io.flowmon.server.flow.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.drawing.ExpectedFiles;
import io.flowmon.server.drawing.ShopFlow;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.flow.FlowAssembler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlowsGraphTest {

    @ParameterizedTest
    @EnumSource
    void graph_ofSeveralFlows_countsThemOnEachEdge(DrawingFormat format) {
        FlowsGraph flows = new FlowsGraph();
        flows.add(ShopFlow.assembled(ShopFlow.healthy("one", START)));
        flows.add(ShopFlow.assembled(ShopFlow.healthy("two", START)));
        flows.add(ShopFlow.assembled(ShopFlow.failed("three", START)));

        ExpectedFiles.assertIs(
                "flows",
                format,
                flows.graph("… 4 other flows match and are not drawn").text(format));
    }

    @Test
    void graph_ofNone_saysSo() {
        assertThat(new FlowsGraph().graph("").text(DrawingFormat.MERMAID)).isEqualTo("""
                flowchart LR
                    note1>"no flow matches"]
                """);
    }

    @Test
    void graph_callThatNobodyTook_goesToThePeer() {
        FlowsGraph flows = new FlowsGraph();
        flows.add(FlowAssembler.assemble(
                "f",
                List.of(event(0, "a", "sender", "End service call", "GET /x")
                        .message("m")
                        .peer("db:80")
                        .closes(Duration.ofMillis(1), "timeout")
                        .build())));

        assertThat(flows.graph("").text(DrawingFormat.DOT)).isEqualTo("""
                digraph flows {
                    rankdir=LR;
                    node [shape=box];
                    n1 [label="a"];
                    n2 [label="db:80", style=dashed];
                    n1 -> n2 [label="GET /x\\nin 1 of 1, failed in 1", color="#d32f2f", fontcolor="#d32f2f"];
                    note1 [label="1 flow, 1 failed", shape=note];
                }
                """);
    }
}
