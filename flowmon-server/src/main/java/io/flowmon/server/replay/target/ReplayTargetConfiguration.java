/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import io.flowmon.server.settings.ReplayTargetSettings;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Targets out of settings; what is wrong with one stops the start, and says what. None connects before it is needed. */
@Configuration(proxyBeanMethods = false)
class ReplayTargetConfiguration {

    @Bean
    ReplayTargets replayTargets(ReplayTargetSettings settings) {
        return new ReplayTargets(List.of(
                RedisTarget.of(settings),
                HttpTarget.of(settings),
                RabbitTarget.of(settings),
                KafkaTarget.of(settings)));
    }
}
