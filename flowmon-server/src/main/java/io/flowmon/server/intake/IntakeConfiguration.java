/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all ways in share. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    EventDecoder eventDecoder() {
        return new EventDecoder();
    }
}
