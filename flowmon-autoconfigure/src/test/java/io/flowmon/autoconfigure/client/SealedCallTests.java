/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.test.SealedEvents;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.web.client.RequestCallback;
import org.springframework.web.client.ResourceAccessException;
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

    @ParameterizedTest
    @MethodSource("factories")
    void bodyOfACallThatNeverLeft_isSealedWhole_orToldAsUnread(ClientHttpRequestFactoryBuilder<?> factory)
            throws Exception {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = closed.getLocalPort();
        }
        inApplication(context -> assertThatThrownBy(() -> restTemplate(context, factory)
                        .execute(
                                "http://localhost:" + nobody + "/x",
                                HttpMethod.POST,
                                streamed(SealedCallTests::writeAll),
                                null))
                .isInstanceOf(ResourceAccessException.class));

        JsonNode event = SealedEvents.encoded(end());
        if (event.has("sealed")) { // Jetty has the body written before it connects
            assertThat(SealedEvents.opened(event)).isEqualTo(MASKED);
        } else {
            assertNotWhole(event);
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void bodyThatBreaksOff_isToldAsUnread_andNotSealed(ClientHttpRequestFactoryBuilder<?> factory) {
        inApplication(context -> assertThatThrownBy(() -> restTemplate(context, factory)
                        .execute(
                                server.url() + "/x",
                                HttpMethod.POST,
                                streamed(target -> {
                                    target.write(MASKED.getBytes(UTF_8));
                                    target.flush();
                                    throw new IOException("no more of it");
                                }),
                                null))
                .isInstanceOf(ResourceAccessException.class));

        assertNotWhole(SealedEvents.encoded(end()));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void bodyThatIsWrittenToItsEnd_isSealed(ClientHttpRequestFactoryBuilder<?> factory) throws Exception {
        inApplication(context -> restTemplate(context, factory)
                .execute(server.url() + "/x", HttpMethod.POST, streamed(SealedCallTests::writeAll), null));

        assertThat(SealedEvents.opened(SealedEvents.encoded(end()))).isEqualTo(MASKED);
    }

    private static void writeAll(OutputStream target) throws IOException {
        target.write(MASKED.getBytes(UTF_8));
    }

    private static RequestCallback streamed(StreamingHttpOutputMessage.Body body) {
        return request -> {
            request.getHeaders().setContentType(MediaType.APPLICATION_JSON);
            ((StreamingHttpOutputMessage) request).setBody(body);
        };
    }

    private static void assertNotWhole(JsonNode event) {
        assertThat(event.at("/service_params/body_unread").asBoolean()).isTrue();
        assertThat(event.has("sealed")).isFalse();
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
