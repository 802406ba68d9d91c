/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.alert.NamedFlows;
import io.flowmon.server.store.Alert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The open alerts of contracts, one for each contract and kind of deviation, and which of them have changed. Not for several
 * threads at once.
 */
final class DeviationAlerts {

    private final Map<String, Alert> open = new HashMap<>();
    private final Map<String, Alert> changed = new LinkedHashMap<>();

    DeviationAlerts(Collection<Alert> open) {
        open.forEach(alert -> this.open.put(alert.last().id(), alert));
    }

    /** Counts a flow that deviates in this way; answers the id of the alert that counts it. */
    String count(Contract contract, Deviation deviation, String flow, Instant at) {
        Alert alert = find(contract, deviation.kind());
        if (alert == null) {
            AlertSignal first = begin(contract, deviation, flow, at);
            keep(alert(contract, deviation, first));
            return first.id();
        }
        AlertSignal last = alert.last();
        List<String> flows = new ArrayList<>(last.flows());
        NamedFlows.add(flows, flow);
        keep(alert(
                contract,
                deviation,
                new AlertSignal(
                        last.id(),
                        last.rule(),
                        last.key(),
                        AlertState.UPDATED,
                        last.version() + 1,
                        last.began(),
                        later(last.last(), at),
                        deviation.value(),
                        Math.max(last.worst(), deviation.value()),
                        deviation.allowed(),
                        last.count() + 1,
                        last.moduleType(),
                        last.moduleId(),
                        last.endpoint(),
                        flows)));
        return last.id();
    }

    /** A flow does not deviate in this way after all; the alert is over if it was the only one. */
    void takeBack(String id, String flow) {
        Alert alert = open.get(id);
        if (alert != null) {
            AlertSignal last = alert.last();
            List<String> flows = new ArrayList<>(last.flows());
            flows.remove(flow);
            keep(with(
                    alert, last, last.count() - 1, flows, last.count() > 1 ? AlertState.UPDATED : AlertState.RESOLVED));
        }
    }

    /** Ends those of the contract of which there was nothing new for its time. */
    void resolve(Contract contract, Instant now) {
        for (Alert alert : List.copyOf(open.values())) {
            AlertSignal last = alert.last();
            if (last.rule().equals(contract.rule())
                    && !last.last().plus(contract.resolveAfter()).isAfter(now)) {
                keep(with(alert, last, last.count(), last.flows(), AlertState.RESOLVED));
            }
        }
    }

    /** Ends all of that rule, because its contract is gone or another one. */
    void close(String rule) {
        for (Alert alert : List.copyOf(open.values())) {
            if (alert.last().rule().equals(rule)) {
                keep(with(
                        alert, alert.last(), alert.last().count(), alert.last().flows(), AlertState.RESOLVED));
            }
        }
    }

    /** The rules that have open alerts. */
    List<String> rules() {
        return open.values().stream()
                .map(alert -> alert.last().rule())
                .distinct()
                .toList();
    }

    boolean haveChanged() {
        return !changed.isEmpty();
    }

    /** What has changed since this was asked last. */
    List<Alert> changes() {
        List<Alert> changes = List.copyOf(changed.values());
        changed.clear();
        return changes;
    }

    private @Nullable Alert find(Contract contract, DeviationKind kind) {
        return open.values().stream()
                .filter(alert -> alert.last().rule().equals(contract.rule())
                        && alert.last().key().equals(kind.text()))
                .findFirst()
                .orElse(null);
    }

    private void keep(Alert alert) {
        String id = alert.last().id();
        changed.put(id, alert);
        if (alert.last().state() == AlertState.RESOLVED) {
            open.remove(id);
        } else {
            open.put(id, alert);
        }
    }

    /** Goes on with one that ended in the very moment in which this begins. */
    private AlertSignal begin(Contract contract, Deviation deviation, String flow, Instant at) {
        Instant began = at.truncatedTo(ChronoUnit.MILLIS);
        String id = UUID.nameUUIDFromBytes(
                        (contract.rule() + '\n' + deviation.kind().text() + '\n' + began.toEpochMilli())
                                .getBytes(StandardCharsets.UTF_8))
                .toString();
        Alert same = changed.get(id);
        Glob module = contract.root().module();
        return new AlertSignal(
                id,
                contract.rule(),
                deviation.kind().text(),
                AlertState.RAISED,
                same == null ? 1 : same.last().version() + 1,
                began,
                at,
                deviation.value(),
                deviation.value(),
                deviation.allowed(),
                1,
                module == null || !module.exact() ? null : module.plain(),
                null,
                contract.root().endpoint().exact() ? contract.root().endpoint().plain() : null,
                List.of(flow));
    }

    private static Alert alert(Contract contract, Deviation deviation, AlertSignal signal) {
        String text = deviation.text();
        String meaning = Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
        return new Alert(
                signal,
                contract.name(),
                contract.severity(),
                contract.description().isEmpty() ? meaning : meaning + " (" + contract.description() + ")",
                contract.whatToDo(),
                deviation.kind().unit(),
                Instant.now());
    }

    private static Alert with(Alert alert, AlertSignal last, long count, List<String> flows, AlertState state) {
        return new Alert(
                new AlertSignal(
                        last.id(),
                        last.rule(),
                        last.key(),
                        state,
                        last.version() + 1,
                        last.began(),
                        last.last(),
                        last.value(),
                        last.worst(),
                        last.threshold(),
                        count,
                        last.moduleType(),
                        last.moduleId(),
                        last.endpoint(),
                        flows),
                alert.name(),
                alert.severity(),
                alert.meaning(),
                alert.whatToDo(),
                alert.unit(),
                Instant.now());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
