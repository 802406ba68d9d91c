/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.rules;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertSink;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.AlertStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores what rules conclude, in their words. Any thread. */
final class StoredAlerts implements AlertSink {

    private final AlertStore store;
    private volatile @Nullable Map<String, RuleDefinition> rules;

    StoredAlerts(AlertStore store) {
        this.store = store;
    }

    void use(List<RuleDefinition> definitions) {
        rules = definitions.stream().collect(Collectors.toMap(RuleDefinition::id, rule -> rule));
    }

    @Override
    public void accept(AlertSignal signal) throws IOException {
        Map<String, RuleDefinition> known = rules;
        if (known == null) {
            throw new IOException("The rules have not been read yet");
        }
        RuleDefinition rule = known.get(signal.rule());
        if (rule == null) {
            return; // it is on its way out, and its alerts are closed
        }
        store.keep(new Alert(
                signal, rule.name(), rule.severity(), rule.meaning(), rule.whatToDo(), rule.unit(), Instant.now()));
    }

    @Override
    public void beginsAnew(String rule) throws IOException {
        store.closeThoseOf(rule);
    }

    /** Only these rules run: what is open of others, nobody will resolve. */
    void onlyOf(Set<String> running) throws IOException {
        store.closeAllButThoseOf(running);
    }

    @Override
    public void progressed(String rule, Instant time) {}
}
