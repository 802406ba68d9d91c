/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.definition.Severity;
import io.flowmon.server.store.Acknowledgement;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.AlertHandling;
import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.Silence;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Alerts in memory, the newest first; a cursor is the number of alerts before the page. */
final class InMemoryAlertStore implements AlertStore, AlertHandling {

    private final List<Alert> alerts = new CopyOnWriteArrayList<>();
    private final Map<String, Acknowledgement> acknowledgements = new ConcurrentHashMap<>();
    private final List<Silence> silences = new CopyOnWriteArrayList<>();

    void clear() {
        alerts.clear();
        acknowledgements.clear();
        silences.clear();
    }

    void put(String id, AlertState state, Severity severity, String text) {
        Instant now = Instant.now();
        keep(new Alert(
                new AlertSignal(
                        id,
                        "slow-step",
                        "orders POST /orders " + text,
                        state,
                        2,
                        now.minusSeconds(60),
                        now,
                        0.3149,
                        1.25,
                        0.3,
                        12,
                        "orders",
                        null,
                        "POST /orders",
                        List.of("flow-1", "flow-2")),
                "Slow step " + text,
                severity,
                "An action took longer than it may. " + text,
                "Open one of the flows. " + text,
                "s",
                now));
    }

    @Override
    public void keep(Alert alert) {
        alerts.add(0, alert);
    }

    @Override
    public void closeThoseOf(String rule) {}

    @Override
    public void closeAllButThoseOf(Set<String> rules) {}

    @Override
    public Page<HandledAlert> alerts(AlertQuery query) {
        int from = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
        List<HandledAlert> matching = alerts.stream()
                .filter(alert ->
                        query.rule() == null || query.rule().equals(alert.last().rule()))
                .filter(alert ->
                        query.open() == null || query.open() == (alert.last().state() != AlertState.RESOLVED))
                .map(this::handled)
                .toList();
        int to = Math.min(matching.size(), from + query.limit());
        return new Page<>(matching.subList(from, to), to < matching.size() ? String.valueOf(to) : null);
    }

    @Override
    public Map<String, List<HandledAlert>> ofFlows(Collection<String> correlationIds) {
        return correlationIds.stream().collect(Collectors.toMap(id -> id, id -> alerts.stream()
                .filter(alert -> alert.last().flows().contains(id))
                .map(this::handled)
                .toList()));
    }

    @Override
    public Optional<HandledAlert> alert(String id) {
        return alerts.stream()
                .filter(alert -> alert.last().id().equals(id))
                .map(this::handled)
                .findFirst();
    }

    private HandledAlert handled(Alert alert) {
        return new HandledAlert(
                alert,
                acknowledgements.get(alert.last().id()),
                silences.stream()
                        .filter(silence -> silence.rule().equals(alert.last().rule()))
                        .filter(silence -> silence.key() == null
                                || silence.key().equals(alert.last().key()))
                        .map(Silence::until)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    @Override
    public void acknowledge(String alert, Acknowledgement acknowledgement) {
        acknowledgements.put(alert, acknowledgement);
    }

    @Override
    public boolean takeBack(String alert) {
        return acknowledgements.remove(alert) != null;
    }

    @Override
    public void silence(Silence silence) {
        silences.add(silence);
    }

    @Override
    public boolean endSilence(String id) {
        return silences.removeIf(silence -> silence.id().equals(id));
    }

    @Override
    public List<Silence> silences() {
        return List.copyOf(silences);
    }
}
