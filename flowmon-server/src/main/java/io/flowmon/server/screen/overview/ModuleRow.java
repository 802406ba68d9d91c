/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.overview;

import io.flowmon.server.api.SenderDocument;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.TimeGrid;
import io.flowmon.server.screen.latency.EndpointRow;
import io.flowmon.server.screen.latency.LatencyForm;
import io.flowmon.server.store.EndpointStatistics;
import io.flowmon.server.text.VisibleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A module as it is doing.
 *
 * @param up instances that were heard of lately; null where none says so, because its events come otherwise
 * @param gone instances that fell silent
 * @param rate calls and messages that it handled, a minute
 * @param slowest the endpoint whose 95th percentile is the highest, among those that it handles; null where it handled none
 */
record ModuleRow(
        String module,
        String id,
        @Nullable Long up,
        long gone,
        String rate,
        String errors,
        boolean failing,
        @Nullable EndpointRow slowest) {

    private static final Set<String> HANDLING = Set.of("End call", "End processing");

    static List<ModuleRow> of(
            List<EndpointStatistics> statistics,
            List<SenderDocument> senders,
            double minutes,
            TimeGrid grid,
            LatencyForm form) {
        Map<String, List<EndpointStatistics>> byModule = new TreeMap<>();
        senders.forEach(sender -> byModule.computeIfAbsent(sender.moduleType(), module -> new ArrayList<>()));
        statistics.forEach(one -> byModule.computeIfAbsent(one.module(), module -> new ArrayList<>())
                .add(one));
        List<ModuleRow> rows = new ArrayList<>();
        byModule.forEach((module, ended) -> rows.add(of(
                module,
                handled(ended),
                senders.stream()
                        .filter(sender -> sender.moduleType().equals(module))
                        .toList(),
                minutes,
                grid,
                form)));
        return rows;
    }

    /** The address of its flows, and of its latency. */
    public String address(String path) {
        return ScreenAddress.of(path).with("module", id).with("range", "15m").toString();
    }

    private static List<EndpointStatistics> handled(List<EndpointStatistics> ended) {
        List<EndpointStatistics> handled = ended.stream()
                .filter(one -> HANDLING.contains(one.messageType()))
                .toList();
        return handled.isEmpty() ? ended : handled;
    }

    private static ModuleRow of(
            String module,
            List<EndpointStatistics> handled,
            List<SenderDocument> senders,
            double minutes,
            TimeGrid grid,
            LatencyForm form) {
        long count = handled.stream().mapToLong(EndpointStatistics::count).sum();
        long errors = handled.stream().mapToLong(EndpointStatistics::errors).sum();
        return new ModuleRow(
                VisibleText.of(module),
                module,
                senders.isEmpty() ? null : count(senders, "up"),
                count(senders, "gone"),
                Figures.rate(count / minutes),
                Figures.share(count == 0 ? 0 : (double) errors / count),
                errors > 0,
                handled.stream()
                        .max(Comparator.comparingDouble(
                                one -> one.elapsedSeconds().p95()))
                        .map(one -> EndpointRow.of(one, null, form, grid, minutes))
                        .orElse(null));
    }

    private static long count(List<SenderDocument> senders, String state) {
        return senders.stream().filter(sender -> sender.state().equals(state)).count();
    }
}
