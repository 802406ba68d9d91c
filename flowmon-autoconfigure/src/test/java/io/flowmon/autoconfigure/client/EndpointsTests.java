/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.MockClientHttpRequest;

class EndpointsTests {

    @ParameterizedTest
    @ValueSource(strings = {"/orders/A-4711", "/INV2024", "/orders/7", "/a@b.c", "/t/aBcDeFgHiJkLmNoPqRsTuVwX/x"})
    void of_textWithSomethingLikeAnId_isTheHostAlone(String text) {
        assertThat(Endpoints.of(request(text))).isEqualTo("GET bank.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/orders", "/api/v2.1/orders", "/oauth2/token", "/orders/{id}/4", "/orders/openOnesOfToday"})
    void of_textThatIsATemplate_isThatTemplate(String text) {
        assertThat(Endpoints.of(request(text))).isEqualTo("GET " + text);
    }

    private static MockClientHttpRequest request(String template) {
        MockClientHttpRequest request =
                new MockClientHttpRequest(HttpMethod.GET, URI.create("http://Bank.example.com/path"));
        request.getAttributes().put(UriTemplates.ATTRIBUTE, template);
        return request;
    }
}
