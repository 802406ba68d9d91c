/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.SealedEvents;
import org.junit.jupiter.api.Test;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestTemplate;
import tools.jackson.databind.JsonNode;

/** What a call's body was is sealed where it is masked, and can be opened with what its event tells alone. */
class SealedCallTests extends ClientTest {

    private static final String MASKED = "{ \"order\": 4711, \"password\": \"pssst\" }";

    @Test
    void maskedBody_isSealed_byteForByte() throws Exception {
        JsonNode event = post("/orders/{id}?x={x}&y=a%20b&z", MASKED, MediaType.APPLICATION_JSON);

        assertThat(event.toString()).doesNotContain("pssst");
        assertThat(SealedEvents.opened(event)).isEqualTo(MASKED);
    }

    @Test
    void maskedForm_isSealed_byteForByte() throws Exception {
        String form = "order=4711&password=p%73sst&note=a+b";

        JsonNode event = post("/login?x={x}&id={id}", form, MediaType.APPLICATION_FORM_URLENCODED);

        assertThat(event.at("/service_params/form/password").asString()).isEqualTo("***");
        assertThat(SealedEvents.opened(event)).isEqualTo(form);
    }

    @Test
    void bodyWithoutSecrets_isNotSealed() {
        assertThat(post("/orders/{id}?x={x}", "{\"order\":4711}", MediaType.APPLICATION_JSON)
                        .has("sealed"))
                .isFalse();
    }

    private JsonNode post(String uri, String body, MediaType type) {
        inApplication(context -> {
            RestTemplate template = restTemplate(context, ClientHttpRequestFactoryBuilder.jdk());
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(type);
            template.postForObject(server.url() + uri, new HttpEntity<>(body, headers), String.class, 4711, 1);
        });
        return SealedEvents.encoded(end());
    }
}
