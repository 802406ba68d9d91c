/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.middleend;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.brokers.RedisBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest
@AutoConfigureMockMvc
class MiddleEndApplicationTests {

    private static final RedisBroker REDIS = RedisBroker.start();

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private JsonMapper json;

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.port", REDIS::port);
    }

    @AfterAll
    static void stopRedis() {
        REDIS.close();
    }

    @BeforeEach
    void emptyQueue() {
        redis.delete("app_queue");
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3, 0.3", "10, 0.3, 0.3", "11, 0.3, 0.6", "25, 2, 6"})
    void endpoint1_validOrder_answersRoundsTimesTime(int messages, String time, double seconds) {
        assertThat(mvc.get().uri("/endpoint1?numberOfMessages={n}&timeToSpend={t}", messages, time))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("seconds")
                .convertTo(Double.class)
                .isEqualTo(seconds);
    }

    @Test
    void endpoint2_validOrder_pushesThatManyMessagesInOrder() {
        assertThat(post("{\"numberOfMessages\":3,\"timeToSpend\":0.25}"))
                .hasStatus(HttpStatus.ACCEPTED)
                .bodyJson()
                .isLenientlyEqualTo("{\"accepted\":3,\"queue\":\"app_queue\"}");

        assertThat(queued()).extracting(WorkMessage::index).containsExactly(1, 2, 3);
        assertThat(queued()).extracting(WorkMessage::id).doesNotHaveDuplicates();
        assertThat(queued()).allSatisfy(message -> {
            assertThat(message.timeToSpend()).isEqualByComparingTo("0.25");
            assertThat(message.fail()).isFalse();
        });
    }

    @Test
    void endpoint2_failingBackend_marksTheLastMessage() {
        assertThat(post("{\"numberOfMessages\":3,\"timeToSpend\":0,\"fault\":\"FAILING_BACKEND\"}"))
                .hasStatus(HttpStatus.ACCEPTED);

        assertThat(queued()).extracting(WorkMessage::fail).containsExactly(false, false, true);
    }

    @Test
    void endpoint2_slowMiddleEnd_takesASecondOfItsOwn() {
        long begin = System.nanoTime();

        assertThat(post("{\"numberOfMessages\":1,\"timeToSpend\":0,\"fault\":\"SLOW_MIDDLEEND\"}"))
                .hasStatus(HttpStatus.ACCEPTED);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(queued()).hasSize(1);
    }

    @Test
    void endpoint2_swallowedMessage_lastOneNeverReachesAConsumerThatWaits() {
        CompletableFuture<List<String>> taken = CompletableFuture.supplyAsync(this::takeUntilNoneComes);

        assertThat(post("{\"numberOfMessages\":3,\"timeToSpend\":0,\"fault\":\"SWALLOWED_MESSAGE\"}"))
                .hasStatus(HttpStatus.ACCEPTED)
                .bodyJson()
                .isLenientlyEqualTo("{\"accepted\":3}");

        assertThat(taken.join())
                .extracting(
                        message -> json.readValue(message, WorkMessage.class).index())
                .containsExactly(1, 2);
        assertThat(redis.hasKey("app_queue")).isFalse();
    }

    @Test
    void endpoint2_unknownFault_isRefused() {
        assertThat(post("{\"numberOfMessages\":1,\"timeToSpend\":0,\"fault\":\"EARTHQUAKE\"}"))
                .hasStatus(HttpStatus.BAD_REQUEST)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(redis.hasKey("app_queue")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.2, numberOfMessages",
        "501, 0.2, numberOfMessages",
        "1, -0.1, timeToSpend",
        "1, 10.1, timeToSpend",
        "null, 1, numberOfMessages",
        "1, null, timeToSpend"
    })
    void endpoint2_outsideTheLimits_namesTheFieldAndPushesNothing(String messages, String time, String field) {
        assertThat(post("{\"numberOfMessages\":%s,\"timeToSpend\":%s}".formatted(messages, time)))
                .hasStatus(HttpStatus.BAD_REQUEST)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("errors." + field)
                .asString()
                .isNotBlank();

        assertThat(redis.hasKey("app_queue")).isFalse();
    }

    @Test
    void health_redisThere_isUp() {
        assertThat(mvc.get().uri("/actuator/health/readiness")).hasStatusOk();
    }

    private MvcTestResult post(String body) {
        return mvc.post()
                .uri("/endpoint2")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private List<String> takeUntilNoneComes() {
        List<String> taken = new ArrayList<>();
        String message = redis.opsForList().leftPop("app_queue", Duration.ofSeconds(1));
        while (message != null) {
            taken.add(message);
            message = redis.opsForList().leftPop("app_queue", Duration.ofSeconds(1));
        }
        return taken;
    }

    private List<WorkMessage> queued() {
        return redis.opsForList().range("app_queue", 0, -1).stream()
                .map(message -> json.readValue(message, WorkMessage.class))
                .toList();
    }
}
