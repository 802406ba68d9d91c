/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.rules.definition.Severity;
import io.flowmon.server.query.QueryScope;
import io.flowmon.server.settings.MessageSettings;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.MessageStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Finds what speaks against flows that ended well, before they are taken for healthy. Any thread; two questions to the store,
 * bounded as people's are.
 */
@Component
public class Flaws {

    private final AlertStore alerts;
    private final MessageStore messages;
    private final MessageSettings settings;

    Flaws(AlertStore alerts, MessageStore messages, MessageSettings settings) {
        this.alerts = alerts;
        this.messages = messages;
        this.settings = settings;
    }

    /** Those of these flows that have a flaw; of one with both, the alert is told. */
    public Map<String, Flaw> of(Collection<String> correlationIds) {
        return QueryScope.inner(() -> found(correlationIds));
    }

    private Map<String, Flaw> found(Collection<String> correlationIds) {
        Map<String, Flaw> flaws = new HashMap<>();
        messages.flowsWithLost(correlationIds, Instant.now().minus(settings.lostAfter()))
                .forEach(flow -> flaws.put(flow, Flaw.LOST_MESSAGE));
        alerts.ofFlows(correlationIds).forEach((flow, named) -> {
            if (named.stream().anyMatch(alert -> alert.alert().severity() != Severity.INFO)) {
                flaws.put(flow, Flaw.ALERT);
            }
        });
        flaws.keySet().retainAll(correlationIds);
        return flaws;
    }
}
