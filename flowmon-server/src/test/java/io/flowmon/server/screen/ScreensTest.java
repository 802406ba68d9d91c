/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.flow.EventBuilder;
import io.flowmon.server.flow.ReferenceFlow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(classes = ScreensTestApplication.class, properties = "spring.mvc.problemdetails.enabled=true")
@AutoConfigureMockMvc
class ScreensTest {

    private final MockMvcTester mvc;
    private final InMemoryFlowStore store;

    ScreensTest(@Autowired MockMvcTester mvc, @Autowired InMemoryFlowStore store) {
        this.mvc = mvc;
        this.store = store;
    }

    @BeforeEach
    void seed() {
        store.clear();
        store.put(ReferenceFlow.of("five", Instant.now().minusSeconds(5), 5));
    }

    @Test
    void list_showsTheFlowAndAllowsOwnScriptsAlone() {
        assertThat(mvc.get().uri("/flows"))
                .hasStatusOk()
                .satisfies(result -> assertThat(result.getResponse().getHeader("Content-Security-Policy"))
                        .contains("script-src 'self';"))
                .bodyText()
                .contains("POST /messages", "/flows/five", "1.04 s")
                .doesNotContain("mermaid");
    }

    @Test
    void list_askedByHtmx_isTheListAlone() {
        assertThat(mvc.get().uri("/flows").header("HX-Request", "true"))
                .hasStatusOk()
                .bodyText()
                .startsWith("<section id=\"flows\"")
                .contains("POST /messages");
    }

    @Test
    void list_moreThanAPage_leadsToOlderFlowsWithTheSameSearch() {
        for (int i = 0; i < 60; i++) {
            store.put(ReferenceFlow.of("more" + i, Instant.now().minusSeconds(10 + i), 1));
        }

        assertThat(mvc.get().uri("/flows?q=more&range=1h"))
                .bodyText()
                .contains("href=\"/flows?range=1h&amp;q=more&amp;cursor=50\"");
        assertThat(mvc.get().uri("/flows?q=more&range=1h&cursor=50"))
                .bodyText()
                .contains("Back to the newest")
                .doesNotContain("every 3s\"", "data-live");
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, is not a time",
        "min_duration=long, is not a duration",
        "range=1y, is not one of",
        "from=2026-01-02T00:00&to=2026-01-01T00:00, must be before",
        "from=2026-01-02T00:00&zone=Mars/Base, zone is not known",
    })
    void list_conditionThatCannotBeRead_saysWhatToWrite(String query, String message) {
        assertThat(mvc.get().uri("/flows?" + query)).hasStatusOk().bodyText().contains(message);
    }

    @Test
    void list_timeOfALink_standsInTheFieldsInItsZone() {
        assertThat(mvc.get().uri("/flows?from=2026-01-02T10:00:00Z&to=2026-01-02T11:00:00Z&zone=Europe/Paris"))
                .bodyText()
                .contains("name=\"from\" value=\"2026-01-02T11:00\"", "name=\"zone\" value=\"Europe/Paris\"");
        assertThat(mvc.get().uri("/flows?from=2026-01-02T10:00:00-02:00"))
                .bodyText()
                .contains("name=\"from\" value=\"2026-01-02T12:00\"", "name=\"zone\" value=\"UTC\"");
    }

    @Test
    void list_linkWithMicroseconds_standsInTheFieldsAsTheyTakeIt() {
        assertThat(mvc.get().uri("/flows?from=2026-01-31T13:05:06.123456Z&to=2026-01-31T14:05:00Z&zone=Europe/Paris"))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"2026-01-31T14:05:06.123\"", "value=\"2026-01-31T15:05\"");
    }

    @Test
    void list_nothingMatches_looksFurtherBackUnderTheSameConditions() {
        assertThat(mvc.get().uri("/flows?range=15m&module=orders&q=nothing-like-this"))
                .hasStatusOk()
                .bodyText()
                .contains("href=\"/flows?range=24h&amp;module=orders&amp;q=nothing-like-this\"", "Last 24 hours");
        assertThat(mvc.get().uri("/flows?range=24h&q=nothing-like-this"))
                .bodyText()
                .contains("href=\"/flows?range=7d&amp;q=nothing-like-this\"");
    }

    @Test
    void latency_nothingThere_teachesWhatToAdd() {
        assertThat(mvc.get().uri("/latency"))
                .hasStatusOk()
                .bodyText()
                .contains("Nothing has ended in this time", "flowmon-spring-boot-starter")
                .doesNotContain("data-chart");
    }

    @Test
    void topology_nothingThere_teachesWhatToAdd() {
        assertThat(mvc.get().uri("/topology"))
                .hasStatusOk()
                .bodyText()
                .contains("No message in this time", "flowmon-spring-boot-starter");
    }

    @ParameterizedTest
    @CsvSource({
        "/flows, Flux",
        "/topology, Topologie",
        "/latency, Latence",
        "/alerts, Alertes",
        "/rejected, Événements rejetés",
    })
    void screen_askedForInFrench_isInFrench(String path, String title) {
        assertThat(mvc.get().uri(path).header("Accept-Language", "fr-CA, en;q=0.5"))
                .hasStatusOk()
                .satisfies(result -> assertThat(result.getResponse().getHeaders("Vary"))
                        .anySatisfy(header -> assertThat(header).contains("Accept-Language")))
                .bodyText()
                .contains("<html lang=\"fr\">", "<h1>" + title + "</h1>")
                .doesNotContain("??");
        assertThat(mvc.get().uri(path).header("Accept-Language", "de"))
                .bodyText()
                .contains("<html lang=\"en\">")
                .doesNotContain("??");
    }

    @Test
    void rejected_nothingThere_saysSo() {
        assertThat(mvc.get().uri("/rejected")).hasStatusOk().bodyText().contains("Nothing was rejected");
    }

    @Test
    void latency_timeThatCannotBeRead_saysWhatToWrite() {
        assertThat(mvc.get().uri("/latency?from=yesterday"))
                .hasStatusOk()
                .bodyText()
                .contains("is not a time");
    }

    @Test
    void flow_payloads_areEscaped() {
        store.put(List.of(
                new EventBuilder("hostile", 1, Instant.now(), "<b>m</b>", "receiver", "Begin call", "GET /<script>")
                        .message("m")
                        .params("{\"body\":\"<script>alert(1)</script>\",\"query\":\"a=\u202E1\"}")
                        .build()));

        assertThat(mvc.get().uri("/flows/hostile"))
                .hasStatusOk()
                .bodyText()
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "a=\\u202E1")
                .doesNotContain("<script>", "<b>m</b>", "\u202E");
    }

    @Test
    void flow_bodyThatWasLeftOut_isShownAsNotKept() {
        store.put(List.of(new EventBuilder("lean", 1, Instant.now(), "orders", "receiver", "End call", "POST /orders")
                .message("m")
                .params("{\"path\":\"/orders\",\"body_size\":512,\"body_omitted\":true}")
                .sampleRate(0.125)
                .build()));

        assertThat(mvc.get().uri("/flows/lean"))
                .bodyText()
                .contains("512 bytes", "body not kept", "12.5 % of such flows")
                .doesNotContain("body_omitted", ">cut<");
        assertThat(mvc.get().uri("/flows/five")).bodyText().doesNotContain("body not kept", "of such flows");
    }

    @Test
    void flow_itsPage_beginsWithWhereTheTimeWent() {
        assertThat(mvc.get().uri("/flows/five"))
                .bodyText()
                .contains("Where the time went", "its own work", "1.01 s · 97 %", "most of the time went here")
                .doesNotContain("What went wrong");
    }

    @Test
    void api_flow_tellsItsCriticalPath() {
        assertThat(mvc.get().uri("/api/flows/five"))
                .bodyJson()
                .extractingPath("critical_path[0].spent")
                .isEqualTo("work");
    }

    @Test
    void flow_unknown_isAFriendlyPage() {
        assertThat(mvc.get().uri("/flows/unknown"))
                .hasStatus(404)
                .hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
                .bodyText()
                .contains("This flow is not here", "unknown");
    }

    @Test
    void page_unknown_isAFriendlyPageForBrowsers() {
        assertThat(mvc.get().uri("/nowhere").accept(MediaType.TEXT_HTML))
                .hasStatus(404)
                .bodyText()
                .contains("There is no page at this address");
    }

    @Test
    void api_flow_hasEventsMessagesAndNoAlerts() {
        assertThat(mvc.get().uri("/api/flows/five")).hasStatusOk().bodyJson().satisfies(json -> {
            json.assertThat().extractingPath("$.events.length()").isEqualTo(30);
            json.assertThat().extractingPath("$.messages.length()").isEqualTo(8);
            json.assertThat().extractingPath("$.messages[0].placement").isEqualTo("root");
            json.assertThat().extractingPath("$.events[0].message_type").isEqualTo("Begin call");
            json.assertThat().extractingPath("$.alerts.length()").isEqualTo(0);
            json.assertThat().doesNotHavePath("$.events[0].peer");
        });
    }

    @Test
    void api_unknownFields_areKept() {
        store.put(List.of(EventBuilder.event(0, "nginx", "receiver", "access", "GET /x")
                .others("{\"upstream\":\"10.0.0.1\"}")
                .build()));

        assertThat(mvc.get().uri("/api/flows/f"))
                .bodyJson()
                .extractingPath("$.events[0].upstream")
                .isEqualTo("10.0.0.1");
    }

    @Test
    void api_unknownFlow_isAProblem() {
        assertThat(mvc.get().uri("/api/flows/unknown"))
                .hasStatus(404)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void api_sequence_isPlainText() {
        assertThat(mvc.get().uri("/api/flows/five/sequence?format=mermaid"))
                .hasStatusOk()
                .hasContentTypeCompatibleWith(MediaType.TEXT_PLAIN)
                .bodyText()
                .startsWith("sequenceDiagram\n");
    }

    @Test
    void flow_sequence_canBeDownloadedInEveryFormat() {
        assertThat(mvc.get().uri("/flows/five"))
                .bodyText()
                .contains(
                        "href=\"/api/flows/five/sequence?format=mermaid\" download=\"five.mmd\"",
                        "href=\"/api/flows/five/sequence?format=plantuml\" download=\"five.puml\"",
                        "href=\"/api/flows/five/sequence?format=dot\" download=\"five.dot\"");
    }

    @Test
    void api_sequenceInAnotherFormat_namesWhatIsSupported() {
        assertThat(mvc.get().uri("/api/flows/five/sequence?format=svg"))
                .hasStatus(400)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyText()
                .contains("format=mermaid, format=plantuml, format=dot");
    }
}
