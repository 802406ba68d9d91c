/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmon.brokers.RedisBroker;
import io.flowmon.core.event.Outcome;
import io.flowmon.server.settings.UnusableSettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Redis that is away, silent, locked, or not set up. */
class RedisTargetTroubleTests extends RedisTargetFixture {

    @Test
    void redisAway_failsWithReason_andGoesOnWhenItIsBack() throws IOException {
        RedisBroker other = RedisBroker.start();
        RedisTarget target = open(Map.of("flowmon.server.replay.redis.uri", other.uri()));
        List<Resend> messages = List.of(Replays.inEnvelope("LIST orders", "1"), Replays.inEnvelope("LIST orders", "2"));
        assertThat(target.send(messages)).extracting(ResendOutcome::outcome).containsOnly(Outcome.OK);

        other.close();
        await().untilAsserted(() -> assertThat(target.send(messages)).hasSize(2).allSatisfy(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.EXCEPTION);
            assertThat(one.detail()).contains("Connection refused");
        }));

        try (RedisBroker back = RedisBroker.startOn(other.port())) {
            assertThat(back.port()).isEqualTo(other.port());
            assertThat(target.send(messages)).extracting(ResendOutcome::outcome).containsOnly(Outcome.OK);
        }
    }

    @Test
    void redisSilent_isGivenUpInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            RedisTarget target = open(Map.of(
                    "flowmon.server.replay.redis.uri",
                    "redis://127.0.0.1:" + silent.getLocalPort(),
                    "flowmon.server.replay.broker-timeout",
                    "1s"));

            List<ResendOutcome> outcomes = target.send(List.of(Replays.inEnvelope("LIST orders", "1")));

            assertThat(outcomes).hasSize(1);
            assertThat(outcomes.get(0).outcome()).isNotEqualTo(Outcome.OK);
            assertThat(outcomes.get(0).detail()).isNotBlank();
            assertThat(outcomes.get(0).elapsed()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void redisThatStopsToAnswer_isGivenUpInTime_andAskedAnewTheNextTime() {
        RedisTarget target = target(Map.of("broker-timeout", "1s"));
        assertThat(target.send(List.of(Replays.inEnvelope("LIST orders", "1"))))
                .extracting(ResendOutcome::outcome)
                .containsOnly(Outcome.OK);

        commands().clientPause(2_500);
        ResendOutcome silent =
                target.send(List.of(Replays.inEnvelope("LIST orders", "2"))).get(0);

        assertThat(silent.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(silent.detail()).isEqualTo("Redis did not answer within 1000 ms; it may have the message");
        await().atMost(Replays.TIMEOUT)
                .untilAsserted(() -> assertThat(target.send(List.of(Replays.inEnvelope("LIST orders", "3"))))
                        .extracting(ResendOutcome::outcome)
                        .containsOnly(Outcome.OK));
    }

    @Test
    void password_besideTheAddressOrInIt_logsIn_andIsNotTold() throws IOException {
        List<Resend> messages = List.of(Replays.inEnvelope("LIST orders", "1"));
        try (RedisBroker locked = RedisBroker.startWithPassword("s3cret")) {
            assertThat(open(Map.of(
                                    "flowmon.server.replay.redis.uri", locked.uri(),
                                    "flowmon.server.replay.redis.username", "default",
                                    "flowmon.server.replay.redis.password", "s3cret"))
                            .send(messages))
                    .extracting(ResendOutcome::outcome)
                    .containsOnly(Outcome.OK);
            assertThat(open(Map.of(
                                    "flowmon.server.replay.redis.uri",
                                    locked.uri(),
                                    "flowmon.server.replay.redis.password",
                                    "s3cret"))
                            .send(messages))
                    .extracting(ResendOutcome::outcome)
                    .containsOnly(Outcome.OK);

            ResendOutcome refused = open(Map.of(
                            "flowmon.server.replay.redis.uri", "redis://:wr0ng@127.0.0.1:" + locked.port()))
                    .send(messages)
                    .get(0);

            assertThat(refused.outcome()).isEqualTo(Outcome.EXCEPTION);
            assertThat(refused.detail()).contains("WRONGPASS").doesNotContain("wr0ng");
        }
    }

    @Test
    void refusal_nothingSetUp_saysWhatToSet() {
        assertThat(open(Map.of()).refusal(Replays.inEnvelope("LIST orders", "1")))
                .isEqualTo("No Redis is set up for replays: set flowmon.server.replay.redis.uri.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:6379", "http://localhost", "redis://", "redis://:pass word@localhost"})
    void of_addressThatIsNone_namesSetting_andTellsNothingOfIt(String uri) {
        assertThatThrownBy(() -> open(Map.of("flowmon.server.replay.redis.uri", uri)))
                .isInstanceOf(UnusableSettingException.class)
                .hasMessage("flowmon.server.replay.redis.uri: It is no address of a Redis.");
    }
}
