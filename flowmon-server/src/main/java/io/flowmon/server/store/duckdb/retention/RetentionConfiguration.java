/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.retention;

import io.flowmon.server.settings.RetentionSettings;
import io.flowmon.server.settings.VaultSettings;
import io.flowmon.server.store.StoreSpace;
import io.flowmon.server.store.duckdb.Database;
import io.flowmon.server.store.duckdb.DuckDbEventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Retention as beans; the thread ends before the store is closed. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

    @Bean
    Retention retention(Database database, DuckDbEventStore store, StoreSpace space, RetentionSettings settings) {
        return new Retention(database, store, space, settings);
    }

    @Bean
    VaultRetention vaultRetention(DuckDbEventStore store, VaultSettings settings) {
        return new VaultRetention(store, settings);
    }

    @Bean
    RetentionThread retentionThread(Retention retention, VaultRetention vault) {
        return new RetentionThread(retention, vault);
    }
}
