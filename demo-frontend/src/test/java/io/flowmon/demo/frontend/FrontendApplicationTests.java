/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(properties = "flowmon.enabled=false")
@AutoConfigureMockMvc
class FrontendApplicationTests {

    private static final FakeMiddleEnd MIDDLE_END = new FakeMiddleEnd();

    @Autowired
    private MockMvcTester mvc;

    @DynamicPropertySource
    static void middleEnd(DynamicPropertyRegistry registry) {
        registry.add("demo.middleend-url", MIDDLE_END::url);
    }

    @AfterAll
    static void stopMiddleEnd() {
        MIDDLE_END.close();
    }

    @BeforeEach
    void forget() {
        MIDDLE_END.reset();
    }

    @Test
    void page_get_showsTheFormWithItsFirstValues() {
        assertThat(mvc.get().uri("/"))
                .hasStatusOk()
                .bodyText()
                .contains("name=\"numberOfMessages\"", "value=\"3\"", "value=\"0.2\"", "http://localhost:8400");
    }

    @Test
    void messages_json_callsEndpoint1ThenEndpoint2() {
        assertThat(post("{\"numberOfMessages\":3,\"timeToSpend\":0.2}"))
                .hasStatus(HttpStatus.ACCEPTED)
                .bodyJson()
                .isLenientlyEqualTo("{\"accepted\":3,\"estimatedSeconds\":0.4}");

        assertThat(MIDDLE_END.calls()).hasSize(2);
        assertThat(MIDDLE_END.calls().get(0)).isEqualTo("GET /endpoint1?numberOfMessages=3&timeToSpend=0.2");
        assertThat(MIDDLE_END.calls().get(1))
                .startsWith("POST /endpoint2")
                .contains("\"numberOfMessages\":3", "\"timeToSpend\":0.2");
    }

    @Test
    void messages_fault_isHandedToEndpoint2() {
        assertThat(post("{\"numberOfMessages\":1,\"timeToSpend\":0,\"fault\":\"SLOW_MIDDLEEND\"}"))
                .hasStatus(HttpStatus.ACCEPTED);

        assertThat(MIDDLE_END.calls().get(1)).contains("\"fault\":\"SLOW_MIDDLEEND\"");
    }

    @Test
    void messages_plainFormWithFault_isHandedOnAndStaysChosen() {
        assertThat(mvc.post()
                        .uri("/messages")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .formField("numberOfMessages", "1")
                        .formField("timeToSpend", "0")
                        .formField("fault", "SWALLOWED_MESSAGE"))
                .hasStatusOk()
                .bodyText()
                .contains("<option value=\"SWALLOWED_MESSAGE\" selected=\"selected\">");

        assertThat(MIDDLE_END.calls().get(1)).contains("\"fault\":\"SWALLOWED_MESSAGE\"");
    }

    @Test
    void messages_correlationIdInTheMdc_answersWhereTheFlowIsDrawn() {
        MDC.put("correlation_id", "a:b");
        try {
            assertThat(post("{\"numberOfMessages\":1,\"timeToSpend\":0}"))
                    .bodyJson()
                    .isLenientlyEqualTo(
                            "{\"correlationId\":\"a:b\",\"flowUrl\":\"http://localhost:8400/flows/a%3Ab\"}");
        } finally {
            MDC.remove("correlation_id");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, numberOfMessages", "501, 1, numberOfMessages", "1, 10.01, timeToSpend", "1, -1, timeToSpend"})
    void messages_outsideTheLimits_namesTheFieldAndCallsNobody(String messages, String time, String field) {
        assertThat(post("{\"numberOfMessages\":%s,\"timeToSpend\":%s}".formatted(messages, time)))
                .hasStatus(HttpStatus.BAD_REQUEST)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("errors." + field)
                .asString()
                .startsWith("At ");

        assertThat(MIDDLE_END.calls()).isEmpty();
    }

    @Test
    void messages_middleEndRefuses_answers502WithItsReason() {
        MIDDLE_END.refuseWith503();

        assertThat(post("{\"numberOfMessages\":1,\"timeToSpend\":0}"))
                .hasStatus(HttpStatus.BAD_GATEWAY)
                .bodyJson()
                .extractingPath("detail")
                .isEqualTo("The middle-end answered 503. Redis is away.");
    }

    @Test
    void messages_plainForm_rendersTheResult() {
        assertThat(form("2", "0.5")).hasStatusOk().bodyText().contains("messages are on their way");
    }

    @Test
    void messages_plainFormOutsideTheLimits_rendersTheError() {
        assertThat(form("900", "0.5")).hasStatusOk().bodyText().contains("At most 500 messages.");
        assertThat(MIDDLE_END.calls()).isEmpty();
    }

    @Test
    void health_itself_isUp() {
        assertThat(mvc.get().uri("/actuator/health/readiness")).hasStatusOk();
    }

    private MvcTestResult post(String body) {
        return mvc.post()
                .uri("/messages")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult form(String messages, String time) {
        return mvc.post()
                .uri("/messages")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .formField("numberOfMessages", messages)
                .formField("timeToSpend", time)
                .formField("fault", "")
                .exchange();
    }
}
