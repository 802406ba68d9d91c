/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFilesTests {

    private static final Path FILE = Path.of("flowmon.duckdb");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failure while replaying WAL file \"flowmon.duckdb.wal\": Out of Memory Error: could not allocate block",
                "Failure while replaying WAL file \"flowmon.duckdb.wal\": Could not write file: No space left on device"
            })
    void damage_machineLacksSomething_isNone(String message) {
        assertThat(StoreFiles.damage(FILE, new SQLException(message))).isNull();
    }

    @Test
    void damage_atAnUnknownPlaceOfTheLog_neverAdvisesToDeleteIt() {
        DamagedStoreException damage = StoreFiles.damage(
                FILE, new SQLException("Failure while replaying WAL file \"flowmon.duckdb.wal\": Serialization Error"));

        assertThat(damage).isNotNull();
        assertThat(damage.action()).contains("mv ", ".wal.damaged").doesNotContain("rm ");
    }
}
