/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.server.settings.ContractsSettings;
import io.flowmon.server.store.ContractStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contracts as beans. */
@Configuration(proxyBeanMethods = false)
class ContractConfiguration {

    @Bean
    ContractRunner contractRunner(EventFeed feed, ContractStore store, ContractsSettings settings) {
        return new ContractRunner(feed, store, new ContractFolder(settings.folder()));
    }
}
