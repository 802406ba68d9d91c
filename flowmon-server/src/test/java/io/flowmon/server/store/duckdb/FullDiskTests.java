/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that may not write larger files stands for a full disk: that needs no file system of its own, nor root. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux lets a limit be lifted again")
class FullDiskTests {

    private static final Pattern STORED =
            Pattern.compile("STORED numbered (\\d+) plain (\\d+) repeated false trouble Optional.empty");

    @TempDir
    Path folder;

    /**
     * What cannot grow is the log, after which the database goes on; then the file, after which it must be opened anew.
     */
    @ParameterizedTest
    @CsvSource({
        "1GB, Failed to commit: .*flowmon.duckdb.wal\".*",
        "1MB, Failed to create checkpoint .*flowmon.duckdb\".*"
    })
    void store_whenTheDiskIsFull_stopsAndRecoversByItselfAndKeepsEverythingOnce(String logSize, String failure)
            throws Exception {
        String output = run(logSize, "3000000");

        assertThat(output).containsPattern("FULL .*" + failure + "File too large");
        assertThat(output).containsOnlyOnce("Nothing is stored, and nothing acknowledged");
        assertThat(output).containsOnlyOnce("The store writes again");
        Matcher stored = STORED.matcher(output);
        assertThat(stored.find()).as(output).isTrue();
        assertThat(counts())
                .containsEntry("numbered", Long.valueOf(stored.group(1)))
                .containsEntry("plain", Long.valueOf(stored.group(2)));
    }

    private String run(String logSize, String limit) throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskProgram.class.getName(),
                        folder.resolve("data").toString(),
                        logSize,
                        limit)
                .redirectErrorStream(true)
                .redirectOutput(new File(output.toString()))
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    /** By flow, each event as often as it is there. */
    private Map<String, Long> counts() throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        String file = "jdbc:duckdb:" + folder.resolve("data").resolve(Database.FILE);
        try (Connection connection = DriverManager.getConnection(file);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT correlation_id, count(*) FROM event GROUP BY correlation_id")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }
}
