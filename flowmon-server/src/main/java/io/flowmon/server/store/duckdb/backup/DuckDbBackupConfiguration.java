/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.backup;

import io.flowmon.server.store.duckdb.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes copies of the embedded store. */
@Configuration(proxyBeanMethods = false)
class DuckDbBackupConfiguration {

    @Bean
    DuckDbBackup storeBackup(Database database) {
        return new DuckDbBackup(database);
    }
}
