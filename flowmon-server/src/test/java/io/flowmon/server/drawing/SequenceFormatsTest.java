/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import static io.flowmon.server.flow.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.EventBuilder;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.FlowAssembler;
import io.flowmon.server.flow.ReferenceFlow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said once for all formats, {@link MermaidSequenceTest} says. */
class SequenceFormatsTest {

    @ParameterizedTest
    @EnumSource
    void draw_referenceFlowWithAFailure_isTheSameInEveryFormat(DrawingFormat format) {
        Flow flow = FlowAssembler.assemble("f", ReferenceFlow.failing("f", EventBuilder.START, 40, 20));

        ExpectedFiles.assertIs("reference", format, FlowDrawing.draw(flow, format));
    }

    @Test
    void draw_notesAndStrangers_areDrawnInEveryFormat() {
        Flow flow = FlowAssembler.assemble(
                "f",
                List.of(
                        event(0, "a", "sender", "Begin service call", "GET /x")
                                .message("m")
                                .action("s")
                                .peer("db:80")
                                .build(),
                        event(1, "a", "internal", "retry", "GET /x")
                                .message("m")
                                .action("r")
                                .build(),
                        event(3, "a", "sender", "End service call", "GET /x")
                                .message("m")
                                .action("s")
                                .peer("db:80")
                                .closes(Duration.ofMillis(3), "exception")
                                .error("java.net.ConnectException", "refused")
                                .build()));

        assertThat(FlowDrawing.draw(flow, DrawingFormat.PLANTUML)).isEqualTo("""
                @startuml
                participant "a" as p1
                participant "db:80" as p2
                p1 -> p2: GET /x
                note over p1: retry
                p2 -[#d32f2f]->x p1: ConnectException, 3.0 ms
                @enduml
                """);
        assertThat(FlowDrawing.draw(flow, DrawingFormat.DOT)).isEqualTo("""
                digraph flow {
                    rankdir=LR;
                    node [shape=box];
                    p1 [label="a"];
                    p2 [label="db:80", style=dashed];
                    p1 -> p2 [label="(1) GET /x"];
                    note2 [label="(2) retry", shape=note];
                    p1 -> note2 [style=dotted, arrowhead=none];
                    p2 -> p1 [label="(3) ConnectException, 3.0 ms", style=dashed, color="#d32f2f", fontcolor="#d32f2f", arrowhead=tee];
                }
                """);
    }

    @ParameterizedTest
    @MethodSource("io.flowmon.server.drawing.HostileNames#all")
    void plantUml_hostileNames_areDrawnByPlantUmlAsTheyAre(String name) {
        List<String> texts = DrawnByPlantUml.texts(FlowDrawing.draw(flowOf(name), DrawingFormat.PLANTUML));

        assertThat(texts)
                .contains(
                        DrawnByPlantUml.shown(name),
                        DrawnByPlantUml.shown("LIST " + name),
                        DrawnByPlantUml.shown(afterLastDot(name)) + ", waited 1.0 ms, worked 1.0 ms")
                .hasSize(7);
    }

    @ParameterizedTest
    @MethodSource("io.flowmon.server.drawing.HostileNames#all")
    void dot_hostileNames_areReadByAParserAsTheyAre(String name) {
        ReadAsDot dot = ReadAsDot.of(FlowDrawing.draw(flowOf(name), DrawingFormat.DOT));

        assertThat(dot.nodes()).containsExactly("note3", "p1", "p2");
        assertThat(dot.labels().stream().map(String::strip))
                .containsExactlyInAnyOrder(
                        HostileNames.shown(name),
                        HostileNames.shown("LIST " + name),
                        "(1) send",
                        "(2) " + HostileNames.shown(afterLastDot(name)) + ", waited 1.0 ms, worked 1.0 ms",
                        "(3) " + HostileNames.shown(name));
    }

    /** Errors are named by their type without its package. */
    private static String afterLastDot(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Flow flowOf(String name) {
        List<StoredEvent> events = List.of(
                event(0, name, "sender", "Send message", "LIST " + name)
                        .message("m")
                        .build(),
                event(2, name, "receiver", "End processing", "LIST " + name)
                        .message("m")
                        .closes(Duration.ofMillis(1), "exception")
                        .error("x." + afterLastDot(name), "x")
                        .build(),
                event(3, name, "internal", name, name).message("m").build());
        return FlowAssembler.assemble("f", events);
    }
}
