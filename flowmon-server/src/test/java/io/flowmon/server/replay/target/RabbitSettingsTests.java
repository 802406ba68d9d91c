/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.settings.UnusableSettingException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no RabbitMQ. */
class RabbitSettingsTests {

    @Test
    void serves_queuesAndExchanges_andNoOthers() {
        RabbitTarget target = RabbitTarget.of(Replays.settings(Map.of()));

        assertThat(List.of("QUEUE a", "EXCHANGE a/b")).allMatch(target::serves);
        assertThat(List.of("QUEUE", "TOPIC a", "LIST a", "POST /a")).noneMatch(target::serves);
    }

    @Test
    void refusal_nothingSetUp_saysWhatToSet() {
        assertThat(RabbitTarget.of(Replays.settings(Map.of())).refusal(Replays.inEnvelope("QUEUE orders", "1")))
                .isEqualTo("No RabbitMQ is set up for replays: set flowmon.server.replay.rabbitmq.uri.");
    }

    @Test
    void refusal_placeThatIsNotKnown_saysWhy() {
        RabbitTarget target =
                RabbitTarget.of(Replays.settings(Map.of("flowmon.server.replay.rabbitmq.uri", "amqp://127.0.0.1")));

        assertThat(target.refusal(Replays.withHeaders("EXCHANGE shop", "1"))).contains("routing key", "exchange shop");
        assertThat(target.refusal(Replays.withHeaders("QUEUE spring.gen-*", "1")))
                .contains("as long as a client");
        assertThat(List.of("EXCHANGE shop/", "EXCHANGE shop/a", "QUEUE a"))
                .allSatisfy(endpoint -> assertThat(target.refusal(Replays.withHeaders(endpoint, "1")))
                        .isNull());
    }

    @Test
    void rabbitSilent_isGivenUpInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            RabbitTarget target = RabbitTarget.of(Replays.settings(Map.of(
                    "flowmon.server.replay.rabbitmq.uri",
                    "amqp://127.0.0.1:" + silent.getLocalPort(),
                    "flowmon.server.replay.broker-timeout",
                    "1s")));

            ResendOutcome outcome = target.send(List.of(Replays.inEnvelope("QUEUE orders", "1")))
                    .get(0);

            assertThat(outcome.outcome()).isNotEqualTo(Outcome.OK);
            assertThat(outcome.detail()).isNotBlank();
            assertThat(outcome.elapsed()).isLessThan(Duration.ofSeconds(8));
            target.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5672", "http://localhost", "amqp://", "amqp://user:pass word@localhost"})
    void of_addressThatIsNone_namesSetting_andTellsNothingOfIt(String uri) {
        assertThatThrownBy(() -> RabbitTarget.of(Replays.settings(Map.of("flowmon.server.replay.rabbitmq.uri", uri))))
                .isInstanceOf(UnusableSettingException.class)
                .hasMessage("flowmon.server.replay.rabbitmq.uri: It is no address of a RabbitMQ.");
    }
}
