/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import io.flowmon.demo.launcher.flow.FlowDocument;
import io.flowmon.demo.launcher.flow.FlowText;
import java.util.List;

/**
 * How a flow stood when it was looked at last.
 *
 * @param correlationId the flow
 * @param flow what the server had of it
 * @param problems why it is not complete; empty when it is
 */
record FlowReport(String correlationId, FlowDocument flow, List<String> problems) {

    boolean complete() {
        return problems.isEmpty();
    }

    String text() {
        var text = new StringBuilder("Flow %s: %s, %d events%n%n%s%n"
                .formatted(
                        correlationId,
                        complete() ? "complete" : "NOT complete",
                        flow.events().size(),
                        FlowText.of(flow)));
        problems.forEach(problem -> text.append("%n  missing or wrong: %s".formatted(problem)));
        return text.toString();
    }
}
