/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.topology;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.screen.SearchReader;
import io.flowmon.server.store.StatisticsStore;
import io.flowmon.server.store.Topology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Who talks to whom: a table, and the drawing that the page's script makes of it. */
@Controller
class TopologyPageController {

    private static final List<String> RANGES = List.of("15m", "1h", "6h", "24h", "7d");
    private static final int ROWS = 40;

    private final StatisticsStore store;
    private final Clock clock = Clock.systemUTC();

    TopologyPageController(StatisticsStore store) {
        this.store = store;
    }

    @GetMapping("/topology")
    String topology(SearchForm form, Model model) {
        SearchReader reader = new SearchReader(form, clock.instant());
        Parameters.Range span = reader.span(Duration.ZERO);
        Instant from = span.from();
        Instant to = span.to();
        Topology topology = store.topology(from, to);
        Map<String, Topology.Node> nodes =
                topology.nodes().stream().collect(Collectors.toMap(Topology.Node::id, Function.identity()));
        double minutes = Math.max(1, Duration.between(from, to).toMillis()) / 60_000.0;
        List<TopologyRow> rows = topology.edges().stream()
                .map(edge -> TopologyRow.of(edge, nodes, from, to, minutes))
                .toList();
        model.addAttribute("form", form);
        model.addAttribute("problems", reader.problems());
        model.addAttribute("range", form.range() == null ? SearchReader.DEFAULT_RANGE : form.range());
        model.addAttribute("ranges", RANGES);
        model.addAttribute("rows", rows.subList(0, Math.min(ROWS, rows.size())));
        model.addAttribute("moreRows", rows.subList(Math.min(ROWS, rows.size()), rows.size()));
        model.addAttribute("nodes", nodes.size());
        model.addAttribute("countedOneIn", Math.round(1 / topology.sampleRate()));
        model.addAttribute("omitted", topology.omittedEdges());
        return "topology";
    }
}
