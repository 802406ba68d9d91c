/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.drawing.DrawnByPlantUml;
import io.flowmon.server.drawing.ExpectedFiles;
import io.flowmon.server.drawing.HostileNames;
import io.flowmon.server.drawing.ReadAsDot;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.drawing.text.Names;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GraphFormatsTest {

    @ParameterizedTest
    @EnumSource
    void text_everyMark_isDrawnInItsOwnWay(DrawingFormat format) {
        Place a = new Place(Place.Kind.MODULE, "a");
        Place list = new Place(Place.Kind.DESTINATION, "LIST b");
        GraphBuilder graph = new GraphBuilder();
        for (Mark mark : Mark.values()) {
            graph.edge(a, list, List.of(mark.name(), "second line"), mark);
        }
        graph.edge(Place.outside(), a, List.of("GET /"), Mark.FAILED);
        graph.note("a note", "of two lines");
        graph.note("another");

        ExpectedFiles.assertIs("marks", format, graph.build().text(format));
    }

    @ParameterizedTest
    @MethodSource("io.flowmon.server.drawing.HostileNames#all")
    void plantUml_hostileNames_areDrawnByPlantUmlAsTheyAre(String name) {
        String shown = DrawnByPlantUml.shown(name);

        assertThat(DrawnByPlantUml.texts(hostile(name).text(DrawingFormat.PLANTUML)))
                .containsExactlyInAnyOrder(shown, shown, shown, shown, shown, shown);
    }

    @ParameterizedTest
    @MethodSource("io.flowmon.server.drawing.HostileNames#all")
    void dot_hostileNames_areReadByAParserAsTheyAre(String name) {
        String shown = HostileNames.shown(name);
        ReadAsDot dot = ReadAsDot.of(hostile(name).text(DrawingFormat.DOT));

        assertThat(dot.nodes()).containsExactly("n1", "n2", "n3", "note1");
        assertThat(dot.labels().stream().map(String::strip))
                .containsExactlyInAnyOrder(shown, shown, shown, shown, shown, shown);
    }

    private static Graph hostile(String name) {
        GraphBuilder graph = new GraphBuilder();
        Place module = new Place(Place.Kind.MODULE, name);
        Place destination = new Place(Place.Kind.DESTINATION, name);
        graph.edge(module, destination, List.of(Names.shortened(name)), Mark.CHANGED);
        graph.edge(destination, new Place(Place.Kind.EXTERNAL, name), List.of(Names.shortened(name)), Mark.MISSING);
        graph.note(Names.shortened(name));
        return graph.build();
    }
}
