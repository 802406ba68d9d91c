/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.contract;

import io.flowmon.server.contract.DeviationsDocument.DeviatingFlow;
import io.flowmon.server.contract.DeviationsDocument.Difference;
import io.flowmon.server.text.VisibleText;
import java.util.List;

/**
 * A flow that deviated, with its differences in words.
 *
 * @param alert id of the newest one that names it
 */
record DeviatingFlowRow(String id, String alert, List<Difference> differences) {

    static DeviatingFlowRow of(DeviatingFlow flow) {
        return new DeviatingFlowRow(
                flow.correlationId(),
                flow.alerts().get(0),
                flow.differences().stream()
                        .map(difference -> new Difference(difference.kind(), sentence(difference.text())))
                        .toList());
    }

    private static String sentence(String text) {
        String visible = VisibleText.of(text);
        return visible.isEmpty() ? visible : Character.toUpperCase(visible.charAt(0)) + visible.substring(1) + ".";
    }
}
