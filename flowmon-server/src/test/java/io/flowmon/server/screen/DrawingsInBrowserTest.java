/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.drawing.FlowDrawing;
import io.flowmon.server.drawing.HostileNames;
import io.flowmon.server.drawing.graph.GraphBuilder;
import io.flowmon.server.drawing.graph.Mark;
import io.flowmon.server.drawing.graph.Place;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.drawing.text.Names;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.EventBuilder;
import io.flowmon.server.flow.FlowAssembler;
import io.flowmon.server.flow.ReferenceFlow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Mermaid itself draws what is written for it, on the page that loads it and under that page's security policy. */
@SpringBootTest(
        classes = ScreensTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.mvc.problemdetails.enabled=true")
class DrawingsInBrowserTest extends BrowserTest {

    /** What Mermaid makes of an escape; its flowcharts read it once more in what is drawn, as a character, not as markup. */
    private static final String MERMAIDS_OWN_ESCAPE = "ﬂ°°60¶ß";

    private static final String DRAW = """
            async text => {
              const box = document.createElement('div');
              document.querySelector('main').append(box);
              box.innerHTML = (await mermaid.render('drawn', text)).svg;
              const drawn = [box.textContent, box.querySelectorAll('a, img, image, script').length];
              box.remove();
              return drawn;
            }
            """;

    private final InMemoryFlowStore store;

    DrawingsInBrowserTest(@Autowired InMemoryFlowStore store, @LocalServerPort int port) {
        super(port);
        this.store = store;
    }

    @Test
    void mermaid_hostileNames_areDrawnAsTheyAre() {
        openAFlow();

        for (String name : HostileNames.all().toList()) {
            String shown = HostileNames.shown(name);
            assertThat(drawn(sequence(name))).as(name).contains(shown);
            assertThat(drawn(graph(name))).as(name).contains(shown.replace(MERMAIDS_OWN_ESCAPE, "<"));
        }
    }

    @Test
    void mermaid_asManyEdgesAsAreDrawn_isWithinItsBounds() {
        openAFlow();
        GraphBuilder graph = new GraphBuilder();
        for (int i = 0; i < 1_000; i++) {
            graph.edge(module("m" + i % 20), module("m" + i % 19), List.of("GET /resources/" + i), Mark.NONE);
        }

        assertThat(drawn(graph.build().text(DrawingFormat.MERMAID))).contains("700 more edges are not drawn");
    }

    private void openAFlow() {
        store.clear();
        store.put(ReferenceFlow.of("five", Instant.now().minusSeconds(5), 5));
        open(1440, "/flows/five");
        assertThat(page.locator("#diagram svg")).containsText("frontend");
    }

    private String drawn(String text) {
        List<?> drawn = (List<?>) page.evaluate(DRAW, text);
        assertThat(drawn.get(1)).as("links, images and scripts in " + text).isEqualTo(0);
        return String.valueOf(drawn.get(0)).replace('\u00A0', ' ');
    }

    private static String graph(String name) {
        GraphBuilder graph = new GraphBuilder();
        String shown = Names.shortened(name);
        graph.edge(module(name), new Place(Place.Kind.DESTINATION, name), List.of(shown), Mark.CHANGED);
        graph.edge(module(name), new Place(Place.Kind.EXTERNAL, name), List.of(shown, shown), Mark.MISSING);
        graph.note(shown);
        return graph.build().text(DrawingFormat.MERMAID);
    }

    private static String sequence(String name) {
        StoredEvent event = new EventBuilder("f", 0, Instant.now(), name, "sender", "Send message", "LIST " + name)
                .message("m")
                .build();
        return FlowDrawing.draw(FlowAssembler.assemble("f", List.of(event)), DrawingFormat.MERMAID);
    }

    private static Place module(String name) {
        return new Place(Place.Kind.MODULE, name);
    }
}
