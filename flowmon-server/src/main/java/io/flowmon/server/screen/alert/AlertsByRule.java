/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.alert;

import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Alerts of a time for a list of rules, or of contracts. Usually one answer of the store holds all of them; where it does not,
 * each rule is asked for by itself, or a rule with many alerts would make it look as if the others had none.
 */
public final class AlertsByRule {

    private static final int MOST = 500;

    private AlertsByRule() {}

    /** Of each rule those that began last, at most 500, that first which had a case last; a rule without any is left out. */
    public static Map<String, List<AlertView>> of(
            AlertStore store, Instant from, Instant to, Collection<String> rules) {
        if (rules.isEmpty()) {
            return Map.of();
        }
        Page<HandledAlert> all = store.alerts(new AlertQuery(from, to, null, null, null, MOST));
        if (all.cursor() == null) {
            return AlertView.newestFirst(all.items()).stream().collect(Collectors.groupingBy(AlertView::rule));
        }
        Map<String, List<AlertView>> found = new HashMap<>();
        for (String rule : rules) {
            List<HandledAlert> own = store.alerts(new AlertQuery(from, to, rule, null, null, MOST))
                    .items();
            if (!own.isEmpty()) {
                found.put(rule, AlertView.newestFirst(own));
            }
        }
        return found;
    }
}
