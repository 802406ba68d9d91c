/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.settings.ServerSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The embedded store as beans. Spring closes them in the opposite order, the file last. */
@Configuration(proxyBeanMethods = false)
class DuckDbConfiguration {

    @Bean
    Database database(ServerSettings settings) {
        return Database.open(settings.data(), settings.store());
    }

    @Bean
    DuckDbEventStore eventStore(Database database, ServerSettings settings) {
        return new DuckDbEventStore(database, settings.store().queue().toBytes());
    }

    @Bean
    Readers readers(Database database, ServerSettings settings) {
        return new Readers(database, settings.store());
    }

    @Bean
    DuckDbFlowStore flowStore(Readers readers) {
        return new DuckDbFlowStore(readers);
    }

    @Bean
    DuckDbStatisticsStore statisticsStore(Readers readers) {
        return new DuckDbStatisticsStore(readers);
    }

    @Bean
    DuckDbSenderStore senderStore(Readers readers) {
        return new DuckDbSenderStore(readers);
    }
}
