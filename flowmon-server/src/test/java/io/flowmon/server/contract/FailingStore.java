/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.store.Alert;
import io.flowmon.server.store.ContractCase;
import io.flowmon.server.store.ContractChanges;
import io.flowmon.server.store.ContractProgress;
import io.flowmon.server.store.ContractStore;
import io.flowmon.server.store.ContractTotal;
import io.flowmon.server.store.FlowBeginning;
import io.flowmon.server.store.FlowOutline;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A real store that hands over one flow without events, which no flow is. */
record FailingStore(ContractStore store, String flow) implements ContractStore {

    @Override
    public Optional<ContractProgress> progress() throws IOException {
        return store.progress();
    }

    @Override
    public List<ContractTotal> totals() throws IOException {
        return store.totals();
    }

    @Override
    public List<ContractCase> cases() throws IOException {
        return store.cases();
    }

    @Override
    public List<Alert> openAlerts(String origin) throws IOException {
        return store.openAlerts(origin);
    }

    @Override
    public void keep(ContractChanges changes) throws IOException {
        store.keep(changes);
    }

    @Override
    public long lastBefore(Instant time) throws IOException {
        return store.lastBefore(time);
    }

    @Override
    public Map<String, FlowBeginning> beginnings(
            Collection<String> correlationIds, List<String> endpoints, long after, long upTo) throws IOException {
        return store.beginnings(correlationIds, endpoints, after, upTo);
    }

    @Override
    public void hand(
            Collection<String> correlationIds, long after, long upTo, int mostEvents, Consumer<FlowOutline> taker)
            throws IOException {
        store.hand(correlationIds, after, upTo, mostEvents, outline -> {
            boolean fails = outline.correlationId().equals(flow);
            taker.accept(fails ? new FlowOutline(flow, List.of(), Map.of()) : outline);
        });
    }
}
