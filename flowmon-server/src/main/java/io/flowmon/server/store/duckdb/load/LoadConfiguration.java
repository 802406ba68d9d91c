/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.LoadStore;
import io.flowmon.server.store.duckdb.query.Readers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The load out of the embedded store. */
@Configuration(proxyBeanMethods = false)
class LoadConfiguration {

    @Bean
    LoadStore loadStore(Readers readers) {
        return new DuckDbLoadStore(readers);
    }
}
