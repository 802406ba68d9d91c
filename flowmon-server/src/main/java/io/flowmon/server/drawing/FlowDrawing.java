/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.flow.Flow;

/** A flow as text for a diagram tool. Any thread. */
public final class FlowDrawing {

    private FlowDrawing() {}

    /** Draws the flow. The same flow gives the same text. */
    public static String draw(Flow flow, DrawingFormat format) {
        return writer(format).write(SequenceBuilder.of(flow));
    }

    private static SequenceWriter writer(DrawingFormat format) {
        return switch (format) {
            case MERMAID -> new MermaidSequence();
            case PLANTUML -> new PlantUmlSequence();
            case DOT -> new DotSequence();
        };
    }
}
