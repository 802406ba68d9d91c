/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.brokers.RedisBroker;
import io.flowmon.core.event.Outcome;
import io.flowmon.server.settings.ReplayTargetSettings;
import io.flowmon.server.settings.UnusableSettingException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ReplayTargetConfigurationTests {

    private final ApplicationContextRunner server =
            new ApplicationContextRunner().withUserConfiguration(Settings.class, ReplayTargetConfiguration.class);

    @ParameterizedTest
    @CsvSource({
        "LIST a, flowmon.server.replay.redis.uri",
        "CHANNEL a, flowmon.server.replay.redis.uri",
        "STREAM a, flowmon.server.replay.redis.uri",
        "QUEUE a, flowmon.server.replay.rabbitmq.uri",
        "EXCHANGE a/b, flowmon.server.replay.rabbitmq.uri",
        "TOPIC a, flowmon.server.replay.kafka.bootstrap-servers",
        "POST /a, flowmon.server.replay.http.allowed-hosts"
    })
    void nothingSetUp_eachPlaceSaysWhatToSet(String endpoint, String setting) {
        Resend message = new Resend(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Replays.FLOW,
                Instant.now(),
                endpoint,
                Resend.Carrier.HEADERS,
                new byte[0],
                endpoint.startsWith("POST") ? new Resend.Call("POST", "orders", "/a", null, null) : null);

        server.run(context -> assertThat(context.getBean(ReplayTargets.class).refusal(message))
                .endsWith("set " + setting + "."));
    }

    @Test
    void redisSetUp_messagesAreSent_untilTheServerStops() throws IOException {
        Resend message = Replays.inEnvelope("LIST orders", "1");
        List<ReplayTargets> afterwards = new ArrayList<>();
        try (RedisBroker redis = RedisBroker.start()) {
            server.withPropertyValues("flowmon.server.replay.redis.uri=" + redis.uri())
                    .run(context -> {
                        ReplayTargets targets = context.getBean(ReplayTargets.class);
                        afterwards.add(targets);
                        assertThat(targets.send(List.of(message)))
                                .extracting(ResendOutcome::outcome)
                                .containsExactly(Outcome.OK);
                    });

            assertThat(afterwards.get(0).send(List.of(message)))
                    .extracting(ResendOutcome::detail)
                    .containsExactly("the server stops");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "redis.uri=redis.example.org, redis.uri",
        "rabbitmq.uri=rabbit.example.org, rabbitmq.uri",
        "kafka.bootstrap-servers=kafka.example.org, kafka.bootstrap-servers",
        "http.allowed-hosts=*.example.org, http.allowed-hosts"
    })
    void settingThatCannotBeUsed_stopsTheStart_andIsNotTold(String setting, String told) {
        server.withPropertyValues("flowmon.server.replay." + setting).run(context -> assertThat(context)
                .hasFailed()
                .getFailure()
                .rootCause()
                .isInstanceOf(UnusableSettingException.class)
                .hasMessageStartingWith("flowmon.server.replay." + told + ": ")
                .hasMessageNotContaining("example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker-timeout=0s", "broker-timeout=1h", "http.timeout=0s", "redis.push=up"})
    void settingOutOfRange_stopsTheStart(String setting) {
        server.withPropertyValues("flowmon.server.replay." + setting)
                .run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ReplayTargetSettings.class)
    static class Settings {}
}
