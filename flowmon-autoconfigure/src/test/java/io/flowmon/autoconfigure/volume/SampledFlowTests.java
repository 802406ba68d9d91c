/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.volume;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.Flowmon;
import io.flowmon.core.context.FlowSampler;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestTemplate;

/** One decision, three services: two over HTTP, the third behind a list. */
class SampledFlowTests {

    private static final String ALL = "flowmon.sampling.rate=1";

    private final RestTemplate stranger = new RestTemplate();
    private final String queue = "hop-" + UUID.randomUUID();

    @Test
    void sampledOutAtTheEdge_recordsNothingInThreeHops() {
        try (Hop worker = new Hop("worker", "", ALL);
                Hop middle = new Hop("middle", "", ALL);
                Hop edge = new Hop("edge", middle.url(), "flowmon.sampling.rate=0")) {

            String correlationId = post(edge, Map.of());

            assertThat(worker.redis().opsForList().rightPop(queue)).isEqualTo("4711");
            assertThat(worker.flow().get()).isNotNull().satisfies(flow -> {
                assertThat(flow.correlationId()).isEqualTo(correlationId);
                assertThat(flow.sampled()).isFalse();
            });
            assertThat(MDC.get("correlation_id")).isEqualTo(correlationId);
            Flowmon flowmon = worker.bean(Flowmon.class);
            flowmon.businessKey("order_id", "4711");
            flowmon.log("nobody hears");
            flowmon.step("nobody sees", () -> {});
            assertThat(worker.flow().get())
                    .extracting(flow -> flow.businessKeys().asMap())
                    .isEqualTo(Map.of("order_id", "4711"));
            assertThat(worker.redis().opsForList().rightPop(queue)).isNull();

            assertThat(edge.events()).isEmpty();
            assertThat(middle.events()).isEmpty();
            assertThat(worker.events()).isEmpty();

            post(middle, "/enqueue/", Map.of());
            await().until(() -> middle.events().stream()
                    .anyMatch(event -> event.messageType().equals(MessageTypes.END_CALL)));
        }
    }

    @Test
    void sampledInAtTheEdge_carriesTheRateThroughThreeHops() {
        try (Hop worker = new Hop("worker", "", "flowmon.sampling.rate=0.01");
                Hop middle = new Hop("middle", "", "flowmon.sampling.rate=0");
                Hop edge = new Hop("edge", middle.url(), "flowmon.sampling.rate=0.5")) {
            String id = ids().filter(each -> FlowSampler.decide(each, 0.5) > 0)
                    .filter(each -> FlowSampler.decide(each, 0.01) == 0)
                    .findFirst()
                    .orElseThrow();

            assertThat(post(edge, Map.of("X-Correlation-Id", id))).isEqualTo(id);
            worker.redis().opsForList().rightPop(queue);
            worker.redis().opsForList().rightPop(queue);

            await().untilAsserted(() -> {
                assertThat(typesOf(edge, id))
                        .containsExactlyInAnyOrder("Begin call", "Begin service call", "End service call", "End call");
                assertThat(typesOf(middle, id))
                        .containsExactlyInAnyOrder(
                                "Begin call", "enqueue", "Begin push", "Send message", "End push", "End call");
                assertThat(typesOf(worker, id))
                        .containsExactlyInAnyOrder("Received message", "Start processing", "End processing");
            });
            assertThat(Stream.of(edge, middle, worker).flatMap(hop -> hop.events().stream()))
                    .hasSize(13)
                    .allSatisfy(event -> assertThat(event.sampleRate()).isEqualTo(0.5));
        }
    }

    @Test
    void idsOfAStranger_areDecidedTheSameInBothServices() {
        try (Hop one = new Hop("one", "", "flowmon.sampling.rate=0.3");
                Hop other = new Hop("other", "", "flowmon.sampling.rate=0.3")) {
            List<String> ids = ids().limit(40).toList();

            for (String id : ids) {
                post(one, "/enqueue/", Map.of("X-Correlation-Id", id));
                post(other, "/enqueue/", Map.of("X-Correlation-Id", id));
            }

            List<String> recorded =
                    ids.stream().filter(id -> FlowSampler.decide(id, 0.3) > 0).toList();
            assertThat(recorded).hasSizeBetween(5, 20);
            await().untilAsserted(() -> {
                assertThat(ended(one)).containsExactlyInAnyOrderElementsOf(recorded);
                assertThat(ended(other)).containsExactlyInAnyOrderElementsOf(recorded);
            });
        }
    }

    private static Stream<String> ids() {
        return IntStream.range(0, 1_000).mapToObj(i -> "order-" + i);
    }

    private static List<String> ended(Hop hop) {
        return hop.events().stream()
                .filter(event -> event.messageType().equals(MessageTypes.END_CALL))
                .map(Event::correlationId)
                .toList();
    }

    private static List<String> typesOf(Hop hop, String correlationId) {
        return hop.eventsOf(correlationId).stream().map(Event::messageType).toList();
    }

    private String post(Hop hop, Map<String, String> headers) {
        return post(hop, "/forward/", headers);
    }

    private String post(Hop hop, String path, Map<String, String> headers) {
        HttpHeaders all = new HttpHeaders();
        headers.forEach(all::set);
        ResponseEntity<String> answer =
                stranger.postForEntity(hop.url() + path + queue, new HttpEntity<>("4711", all), String.class);
        return assertThat(answer.getHeaders().getFirst("X-Flow")).isNotNull().actual();
    }
}
