/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.drawing.ExpectedFiles;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.store.Percentiles;
import io.flowmon.server.store.Topology;
import io.flowmon.server.store.Topology.Edge;
import io.flowmon.server.store.Topology.Kind;
import io.flowmon.server.store.Topology.Node;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopologyGraphTest {

    private static final Percentiles FAST = new Percentiles(0.001, 0.001, 0.001, 0.001, 0.001, 0.0042, 0.005);
    private static final Percentiles ABSURD = new Percentiles(1, 1, 1, 1, 1, 1e300, 1e300);

    @ParameterizedTest
    @EnumSource
    void of_modulesDestinationsAndOutside_tellsCountErrorsAndPercentile(DrawingFormat format) {
        Topology topology = new Topology(
                List.of(
                        new Node("external:outside", "outside", Kind.EXTERNAL),
                        new Node("module:shop", "shop", Kind.MODULE),
                        new Node("destination:LIST invoices", "LIST invoices", Kind.DESTINATION)),
                List.of(
                        new Edge("external:outside", "module:shop", "POST /orders", 1200, 0.0341, FAST),
                        new Edge("module:shop", "destination:LIST invoices", "LIST invoices", 1, 0, null),
                        new Edge("module:shop", "module:shop", "GET /self", 2.6, 1, ABSURD)),
                12,
                1);

        ExpectedFiles.assertIs(
                "topology-parts", format, TopologyGraph.of(topology).text(format));
    }

    @Test
    void of_nothing_saysSo() {
        Topology nothing = new Topology(List.of(), List.of(), 0, 1);

        assertThat(TopologyGraph.of(nothing).text(DrawingFormat.MERMAID)).isEqualTo("""
                flowchart LR
                    note1>"nothing was sent in this time"]
                """);
    }

    @Test
    void of_manyEdges_drawsThoseThatFailedFirstAndCountsTheRest() {
        List<Node> nodes = List.of(new Node("a", "a", Kind.MODULE));
        List<Edge> edges = IntStream.range(0, 1_000)
                .mapToObj(i -> new Edge("a", "a", "GET /" + i, 1, i == 999 ? 1 : 0, null))
                .toList();

        String drawing = TopologyGraph.of(new Topology(nodes, edges, 5, 1)).text(DrawingFormat.DOT);

        assertThat(drawing.lines().filter(line -> line.contains("->"))).hasSize(300);
        assertThat(drawing)
                .contains(
                        "GET /0\\n",
                        "GET /298\\n",
                        "GET /999\\n1 time, 100 percent failed",
                        "… 705 more edges are not drawn")
                .doesNotContain("GET /299\\n");
    }
}
