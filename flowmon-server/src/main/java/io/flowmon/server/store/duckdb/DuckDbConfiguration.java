/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.settings.BackupSettings;
import io.flowmon.server.settings.DiskSettings;
import io.flowmon.server.settings.QuerySettings;
import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.duckdb.query.Readers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The embedded store as beans. Spring closes them in the opposite order, the file last. */
@Configuration(proxyBeanMethods = false)
class DuckDbConfiguration {

    @Bean
    Database database(ServerSettings settings, BackupSettings backups) {
        return Database.open(settings.data(), settings.store(), backups.folder(), Database.LOG_SIZE);
    }

    @Bean
    DiskReserve diskReserve(ServerSettings settings, DiskSettings disk) {
        return DiskReserve.of(settings.data(), disk.minFree());
    }

    @Bean
    DuckDbEventStore eventStore(Database database, ServerSettings settings, DiskReserve reserve) {
        return new DuckDbEventStore(database, settings.store().queue().toBytes(), reserve);
    }

    @Bean
    Readers readers(Database database, ServerSettings settings, QuerySettings queries, DiskReserve reserve) {
        return new Readers(database::connect, queries, settings.store().memory(), reserve);
    }

    @Bean
    DuckDbFlowStore flowStore(Readers readers) {
        return new DuckDbFlowStore(readers);
    }

    @Bean
    DuckDbFlowCountStore flowCountStore(Readers readers) {
        return new DuckDbFlowCountStore(readers);
    }

    @Bean
    DuckDbMessageStore messageStore(Readers readers) {
        return new DuckDbMessageStore(readers);
    }

    @Bean
    DuckDbStatisticsStore statisticsStore(Readers readers) {
        return new DuckDbStatisticsStore(readers);
    }

    @Bean
    DuckDbSenderStore senderStore(Readers readers) {
        return new DuckDbSenderStore(readers);
    }

    @Bean
    StoreWriter storeWriter(DuckDbEventStore store) {
        return new StoreWriter(store);
    }

    @Bean
    DuckDbAlertStore alertStore(StoreWriter writer, Readers readers) {
        return new DuckDbAlertStore(writer, readers);
    }

    @Bean
    DuckDbAlertHandling alertHandling(StoreWriter writer, Readers readers) {
        return new DuckDbAlertHandling(writer, readers);
    }

    @Bean
    DuckDbContractStore contractStore(StoreWriter writer, Database database) {
        return new DuckDbContractStore(writer, database);
    }

    @Bean
    DuckDbOutlineStore outlineStore(Readers readers) {
        return new DuckDbOutlineStore(readers);
    }

    @Bean
    DuckDbReplayStore replayStore(StoreWriter writer, Readers readers) {
        return new DuckDbReplayStore(writer, readers);
    }

    @Bean
    DuckDbVaultStore vaultStore(Readers readers) {
        return new DuckDbVaultStore(readers);
    }

    @Bean
    DuckDbAlertOutbox alertOutbox(StoreWriter writer, Database database) {
        return new DuckDbAlertOutbox(writer, database);
    }

    @Bean
    DuckDbEventLog eventLog(Database database, DuckDbEventStore store) {
        return new DuckDbEventLog(database, store);
    }
}
