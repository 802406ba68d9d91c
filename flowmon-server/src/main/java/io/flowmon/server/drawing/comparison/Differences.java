/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.FlowNotFoundException;
import io.flowmon.server.flow.Flows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Compares flows that are stored. Any thread. */
@Component
public class Differences {

    private final Flows flows;
    private final HealthyFlows healthy;

    Differences(Flows flows, HealthyFlows healthy) {
        this.flows = flows;
        this.healthy = healthy;
    }

    /**
     * How a flow differs from another one.
     *
     * @param with correlation id of the other one; null for the last healthy one of its kind before it
     * @throws FlowNotFoundException when one of them is not there
     * @throws ErrorResponseException 404 when there is no healthy one
     */
    Difference between(String correlationId, @Nullable String with) {
        Flow flow = flows.get(correlationId);
        return Difference.between(flow, with == null ? healthy.before(flow) : flows.get(with));
    }

    /** The same in words and as a drawing, for a page. */
    public Drawn drawn(String correlationId, @Nullable String with) {
        Difference difference = between(correlationId, with);
        return new Drawn(
                difference.flow(),
                difference.other(),
                difference.steps(),
                DifferenceGraph.of(difference).text(DrawingFormat.MERMAID));
    }

    /**
     * A difference for people.
     *
     * @param steps every step of either flow, causes before effects
     * @param mermaid the drawing
     */
    public record Drawn(Flow flow, Flow other, List<ComparedStep> steps, String mermaid) {}
}
