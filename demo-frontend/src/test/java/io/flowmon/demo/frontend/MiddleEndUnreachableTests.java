/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(properties = "flowmon.enabled=false")
@AutoConfigureMockMvc
class MiddleEndUnreachableTests {

    @Autowired
    private MockMvcTester mvc;

    @DynamicPropertySource
    static void middleEnd(DynamicPropertyRegistry registry) {
        var gone = new FakeMiddleEnd();
        gone.close();
        registry.add("demo.middleend-url", gone::url);
    }

    @Test
    void messages_json_answers502AndWhatToSet() {
        assertThat(mvc.post()
                        .uri("/messages")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"numberOfMessages\":1,\"timeToSpend\":0}"))
                .hasStatus(HttpStatus.BAD_GATEWAY)
                .bodyJson()
                .extractingPath("detail")
                .asString()
                .contains("does not answer", "demo.middleend-url");
    }

    @Test
    void messages_plainForm_showsTheProblemOnThePage() {
        assertThat(mvc.post()
                        .uri("/messages")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .formField("numberOfMessages", "1")
                        .formField("timeToSpend", "0"))
                .hasStatusOk()
                .bodyText()
                .contains("does not answer");
    }
}
