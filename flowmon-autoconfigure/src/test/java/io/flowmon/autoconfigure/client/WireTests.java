/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.Uuids;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** What goes over the wire, with and without flowmon. */
@SuppressWarnings("try") // scopes are there to be closed
class WireTests extends ClientTest {

    @ParameterizedTest
    @MethodSource("factories")
    void request_withAndWithoutFlowmon_isTheSameButForTheIds(ClientHttpRequestFactoryBuilder<?> factory) {
        List<Consumer<RestClient>> calls = List.of(
                client -> client.get().uri("/orders/{id}", 1).retrieve().body(String.class),
                client -> client.post().uri("/orders").body("text").retrieve().body(String.class),
                client -> client.post()
                        .uri("/orders")
                        .body(Map.of("a", 1))
                        .retrieve()
                        .body(String.class),
                client -> client.post().uri("/orders").body(stream()).retrieve().toBodilessEntity(),
                client -> client.post()
                        .uri("/orders")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body(MultiValueMap.fromSingleValue(Map.of("f", "g")))
                        .retrieve()
                        .body(String.class),
                client -> client.post().uri("/empty").retrieve().body(String.class),
                client -> client.put()
                        .uri("/orders")
                        .body(new byte[] {65, 66})
                        .retrieve()
                        .body(String.class),
                client -> client.delete().uri("/orders/1").retrieve().toBodilessEntity());
        for (Consumer<RestClient> call : calls) {
            application("flowmon.client.enabled=false").run(context -> call.accept(restClient(context, factory)));
            String without = server.lastRequest();
            inApplication(context -> call.accept(restClient(context, factory)));
            String with = server.lastRequest();

            assertThat(with).containsIgnoringCase("X-Correlation-Id: ").containsIgnoringCase("X-Message-Id: ");
            assertThat(with.replaceAll("(?mi)^X-(Correlation|Message)-Id: .*\r\n", ""))
                    .isEqualTo(without);
        }
        assertThat(publisher.events()).hasSize(2 * calls.size());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void streamedBody_staysChunkedAndIsReported(ClientHttpRequestFactoryBuilder<?> factory) {
        inApplication(context -> restClient(context, factory)
                .post()
                .uri("/orders")
                .contentType(MediaType.TEXT_PLAIN)
                .body(stream())
                .retrieve()
                .toBodilessEntity());

        assertThat(server.lastRequest()).containsIgnoringCase("Transfer-Encoding: chunked");
        assertThat(text(assertThat(end().serviceParams()).isNotNull().actual().body()))
                .isEqualTo("streamed");
    }

    @Test
    void foreignHost_getsNoIdsAndIsStillReported() {
        application("flowmon.client.propagate-to=*.example.com")
                .run(context -> context.getBean(RestTemplateBuilder.class)
                        .build()
                        .getForObject(server.url() + "/a", String.class));

        assertThat(server.lastRequest()).doesNotContain("X-Correlation-Id", "X-Message-Id");
        assertThat(publisher.events()).hasSize(2);
    }

    @Test
    void flowThatIsNotSampled_isPassedOnAndNotReported() {
        inApplication(context -> {
            RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
            try (CurrentFlow.Scope scope = currentFlow.open(new FlowContext("flow-1", Uuids.create(), false))) {
                template.getForObject(server.url() + "/a", String.class);
            }
        });

        assertThat(server.lastRequest()).containsIgnoringCase("X-Flow-Sampled: 0");
        assertThat(publisher.events()).isEmpty();
    }

    @Test
    void excludedHost_getsNoIdsAndIsNotReported() {
        inApplication(application("flowmon.client.exclude-hosts=LOCAL*"), context -> context.getBean(
                        RestTemplateBuilder.class)
                .build()
                .getForObject(server.url() + "/a", String.class));

        assertThat(server.lastRequest()).doesNotContain("X-Correlation-Id", "X-Message-Id");
        assertThat(publisher.events()).isEmpty();
    }

    @Test
    void correlationIdOfTheApplication_stays() {
        inApplication(context -> context.getBean(RestClient.Builder.class)
                .build()
                .get()
                .uri(server.url())
                .header("X-Correlation-Id", "own")
                .retrieve()
                .toBodilessEntity());

        assertThat(server.lastRequest()).containsOnlyOnce("X-Correlation-Id: own\r\n");
    }

    /** Whoever follows a redirect sends all headers again. What does, sits below the request factory. */
    @ParameterizedTest
    @MethodSource("factories")
    void redirect_isFollowedBelowAndReportedAsOneCall(ClientHttpRequestFactoryBuilder<?> factory) {
        inApplication(context -> restTemplate(context, factory).getForObject(server.url() + "/redirect", String.class));

        assertThat(server.requests()).hasSize(2).allSatisfy(request -> assertThat(request)
                .containsIgnoringCase("X-Message-Id: " + end().messageId()));
        assertThat(ends()).hasSize(1);
        assertThat(end().result()).isNotNull().satisfies(result -> assertThat(result.status())
                .isEqualTo(200));
    }
}
