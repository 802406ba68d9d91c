/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.EventStore;
import io.flowmon.server.vault.VaultIntake;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all ways in share. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    EventDecoder eventDecoder(VaultIntake vault) {
        return new EventDecoder(vault);
    }

    @Bean
    Hearing hearing(EventStore events, ServerSettings settings) {
        return new Hearing(events, settings.zeromq().goneAfter(), Instant.now());
    }
}
