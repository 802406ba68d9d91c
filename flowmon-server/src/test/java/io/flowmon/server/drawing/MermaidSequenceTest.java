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
import io.flowmon.server.flow.FlowAssembler;
import io.flowmon.server.flow.ReferenceFlow;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MermaidSequenceTest {

    @Test
    void draw_referenceFlow_showsCallsAnswersAndMessages() {
        assertThat(draw(ReferenceFlow.of("f", EventBuilder.START, 2))).isEqualTo("""
                sequenceDiagram
                    actor caller as Caller
                    participant p1 as frontend
                    participant p2 as middle-end
                    participant p3 as LIST app_queue
                    participant p4 as backend
                    caller->>p1: POST /messages
                    p1->>p2: GET /endpoint1
                    p2-->>p1: 200, 12 ms
                    p1->>p2: POST /endpoint2
                    p2-)p3: send, 0.4 ms
                    p2-)p3: send, 0.4 ms
                    p3-)p4: waited 2.0 ms + 3.0 ms, worked 1.00 s
                    p3-)p4: waited 2.5 ms + 1.7 ms, worked 1.00 s
                    p2-->>p1: 200, 30 ms
                    p1-->>caller: 200, 62 ms
                """);
    }

    @Test
    void draw_manyMessages_foldsWhatLooksTheSameAndKeepsTheFailure() {
        assertThat(draw(ReferenceFlow.failing("f", EventBuilder.START, 40, 20))).isEqualTo("""
                sequenceDiagram
                    actor caller as Caller
                    participant p1 as frontend
                    participant p2 as middle-end
                    participant p3 as LIST app_queue
                    participant p4 as backend
                    caller->>p1: POST /messages
                    p1->>p2: GET /endpoint1
                    p2-->>p1: 200, 12 ms
                    p1->>p2: POST /endpoint2
                    p2-)p3: send, 0.4 ms
                    p2-)p3: send, 0.4 ms
                    p2-)p3: send, 0.4 ms
                    p3-)p4: waited 2.0 ms + 3.0 ms, worked 120 ms
                    p3-)p4: waited 2.5 ms + 1.7 ms, worked 121 ms
                    p3-)p4: waited 3.0 ms + 0.4 ms, worked 123 ms
                    p2-)p3: send, 0.4 ms
                    p3-xp4: IllegalStateException, waited 3.0 ms + 234 ms, worked 128 ms
                    p2-)p3: … 36 more, ok, 0.4 ms
                    p3-)p4: … 36 more, ok<br/>in the bus 2.0 ms to 3.0 ms<br/>in the receiver 0.3 ms to 351 ms<br/>worked 120 ms to 128 ms
                    p2-->>p1: 200, 68 ms
                    p1-->>caller: 200, 100 ms
                """);
    }

    @Test
    void draw_callWithoutReceiverThatFails_goesToThePeerAndEndsInACross() {
        String drawing = draw(
                event(0, "a", "sender", "Begin service call", "GET /x")
                        .message("m")
                        .action("s")
                        .peer("db:80")
                        .build(),
                event(3, "a", "sender", "End service call", "GET /x")
                        .message("m")
                        .action("s")
                        .peer("db:80")
                        .closes(Duration.ofMillis(3), "exception")
                        .error("java.net.ConnectException", "refused")
                        .build());

        assertThat(drawing).isEqualTo("""
                sequenceDiagram
                    participant p1 as a
                    participant p2 as db#58;80
                    p1->>p2: GET /x
                    p2--xp1: ConnectException, 3.0 ms
                """);
    }

    @Test
    void draw_messageThatNobodyTook_saysSo() {
        String drawing = draw(event(0, "a", "sender", "Send message", "CHANNEL news")
                .message("m")
                .closes(Duration.ofMillis(1), "ok")
                .build());

        assertThat(drawing).endsWith("    p1-)p2: send, 1.0 ms, not received yet\n");
    }

    @Test
    void draw_manyDifferentSteps_isBounded() {
        List<StoredEvent> events = IntStream.range(0, 5_000)
                .mapToObj(i -> event(i, "a", "internal", "step " + i, "x")
                        .message("m")
                        .action("a" + i)
                        .build())
                .toList();

        assertThat(draw(events).lines()).hasSizeLessThan(310).last().asString().contains("4700 more steps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "end",
                "%%{init: {\"securityLevel\": \"loose\"}}%%",
                "a;b",
                "a#b",
                "<img src=x onerror=alert(1)>",
                "a\nparticipant b",
                "\"quoted\" 'name'",
                "\u202Egnp.exe",
                "\u001B[31mred",
                "wrap: x",
                "style:a#b;",
                " ",
                "ﬂ°°60¶ß",
            })
    void draw_hostileNames_stayOnTheirLineAndOpenNothing(String name) {
        String drawing = draw(
                event(0, name, "sender", "Send message", "LIST " + name)
                        .message("m")
                        .build(),
                event(1, name, "receiver", "Received message", "LIST " + name)
                        .message("m")
                        .build(),
                event(2, name, "internal", name, name).message("m").build());

        assertThat(drawing.lines()).hasSize(6);
        assertThat(drawing.replaceAll("#\\d+;", "")).matches("[\\p{L}\\p{N}\\s/._,()=+*!?…>:\uFFFD-]*");
        assertThat(drawing).doesNotContain("%%", "<", "\u202E", "\u001B");
    }

    private static String draw(StoredEvent... events) {
        return draw(List.of(events));
    }

    private static String draw(List<StoredEvent> events) {
        return FlowDrawing.draw(FlowAssembler.assemble("f", events), DrawingFormat.MERMAID);
    }
}
