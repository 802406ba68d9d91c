/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.contract.DeviationsDocument.DeviatingFlow;
import io.flowmon.server.contract.DeviationsDocument.Difference;
import io.flowmon.server.contract.DeviationsDocument.Kind;
import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.OutlineStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How flows deviated from a contract. Its alerts say how many and which; what was expected and found is told by judging these
 * few flows once more, since an alert has the words of its last flow alone. Any thread; bounded as people's questions are.
 */
@Component
public final class Deviations {

    /** Newer ones alone are counted. */
    private static final int MOST_ALERTS = 200;

    private static final int MOST_FLOWS = 20;

    private final ContractReport contracts;
    private final AlertStore alerts;
    private final OutlineStore outlines;

    Deviations(ContractReport contracts, AlertStore alerts, OutlineStore outlines) {
        this.contracts = contracts;
        this.alerts = alerts;
        this.outlines = outlines;
    }

    /**
     * Those whose alerts went on in this time.
     *
     * @throws org.springframework.web.server.ResponseStatusException 404 if there is no contract of that name
     */
    public DeviationsDocument of(String contract, Parameters.Range range) {
        ContractFile file = contracts.file(contract);
        List<HandledAlert> found = alerts(file, range);
        Map<String, List<String>> flows = flows(found);
        Map<String, List<Difference>> differences = differences(file, flows);
        return new DeviationsDocument(
                kinds(found),
                flows.entrySet().stream()
                        .filter(flow -> differences.containsKey(flow.getKey()))
                        .map(flow -> new DeviatingFlow(
                                flow.getKey(), flow.getValue(), differences.getOrDefault(flow.getKey(), List.of())))
                        .toList());
    }

    /** Those that no flow was taken back from wholly, that first which had news last. */
    private List<HandledAlert> alerts(ContractFile file, Parameters.Range range) {
        AlertQuery query =
                new AlertQuery(range.from(), range.to(), Contract.ORIGIN + file.id(), null, null, MOST_ALERTS);
        return alerts.alerts(query).items().stream()
                .filter(alert -> signal(alert).count() > 0)
                .sorted(Comparator.comparing(
                                (HandledAlert alert) -> signal(alert).last())
                        .reversed())
                .toList();
    }

    private static AlertSignal signal(HandledAlert alert) {
        return alert.alert().last();
    }

    private static List<Kind> kinds(List<HandledAlert> newestFirst) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (HandledAlert alert : newestFirst) {
            AlertSignal signal = signal(alert);
            kinds.merge(
                    signal.key(),
                    new Kind(signal.key(), signal.count(), signal.last(), signal.id(), alert.isOpen()),
                    (newest, older) -> new Kind(
                            newest.kind(),
                            newest.flows() + older.flows(),
                            newest.last(),
                            newest.alert(),
                            newest.open()));
        }
        return kinds.values().stream()
                .sorted(Comparator.comparing(Kind::flows).reversed())
                .toList();
    }

    /** An alert names its first and its newest flows, the newest last. */
    private static Map<String, List<String>> flows(List<HandledAlert> newestFirst) {
        Map<String, List<String>> flows = new LinkedHashMap<>();
        for (HandledAlert alert : newestFirst) {
            AlertSignal signal = signal(alert);
            for (int i = signal.flows().size() - 1; i >= 0; i--) {
                String flow = signal.flows().get(i);
                if (flows.size() < MOST_FLOWS || flows.containsKey(flow)) {
                    flows.computeIfAbsent(flow, any -> new ArrayList<>()).add(signal.id());
                }
            }
        }
        return flows;
    }

    /** Of the flows that are still stored; without a usable contract there is nothing to hold them against. */
    private Map<String, List<Difference>> differences(ContractFile file, Map<String, List<String>> flows) {
        Contract contract = file.contract();
        Map<String, List<Difference>> differences = new HashMap<>();
        if (contract != null && !flows.isEmpty()) {
            outlines.hand(flows.keySet(), SettledFlows.MOST_EVENTS, outline -> {
                differences.put(outline.correlationId(), judge(contract, FlowTree.of(outline)));
                return true;
            });
        }
        return differences;
    }

    private static List<Difference> judge(Contract contract, FlowTree flow) {
        return Judge.judge(contract, flow).stream()
                .map(deviation -> new Difference(deviation.kind().text(), deviation.text()))
                .toList();
    }
}
