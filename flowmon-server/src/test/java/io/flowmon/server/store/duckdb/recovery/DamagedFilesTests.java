/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.WirePosition;
import io.flowmon.server.store.duckdb.OpenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files as a crash left them, with commits in the log: cut off, changed, and taken away. */
class DamagedFilesTests {

    private static final int COMMITS = 4;
    private static final int FLIPS = 120;
    private static final UUID SESSION = UUID.randomUUID();

    @TempDir
    Path folder;

    private final List<Long> logSizes = new ArrayList<>();
    private byte[] file = new byte[0];
    private byte[] log = new byte[0];

    /** Copied while the store is open, which is what a killed process leaves. */
    @BeforeEach
    void storeAndCrash() throws Exception {
        Path before = folder.resolve("before");
        try (OpenStore store = new OpenStore(before)) {
            for (int number = 1; number <= COMMITS; number++) {
                store.store(batch(number));
                logSizes.add(Files.size(log(before)));
            }
            file = Files.readAllBytes(file(before));
            log = Files.readAllBytes(log(before));
        }
    }

    @Test
    void start_logCutOffAnywhere_hasEveryCommitBeforeThat() throws Exception {
        for (int length = 0; length <= log.length; length += length < 100 ? 9 : log.length / 50) {
            Path data = lay("cut-" + length, file, Arrays.copyOf(log, length));
            int cut = length;

            assertThat(stored(data))
                    .as("cut off at %s of %s", length, logSizes)
                    .isEqualTo(logSizes.stream().filter(size -> size <= cut).count());
        }
    }

    @Test
    void start_logDamagedAnywhere_isRefusedOrLosesTheLastCommitAlone() throws Exception {
        int lastCommit = logSizes.get(COMMITS - 2).intValue();
        int refused = 0;
        for (int at = 0; at < lastCommit; at += at < 60 ? 1 : lastCommit / FLIPS) {
            refused += refusedOrComplete("flip-" + at, at) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(FLIPS / 2);
    }

    /** The bytes after which the database takes the rest of the log for a commit that was cut off. */
    @Test
    void start_lengthInTheLogDamaged_isRefused_andTheWayOutKeepsWhatWasBefore() throws Exception {
        int second = logSizes.get(0).intValue();
        Path data = lay("length", file, flipped(log, second + 5));

        assertThatThrownBy(() -> stored(data)).isInstanceOfSatisfying(DamagedStoreException.class, damage -> {
            assertThat(damage).hasMessageContaining(log(data).toString());
            assertThat(damage.action()).contains("truncate -s " + second + " " + log(data));
        });

        Files.write(log(data), Arrays.copyOf(log, second));
        assertThat(stored(data)).isEqualTo(1);
    }

    @Test
    void start_fileDamagedOrCutOff_isRefused() throws Exception {
        for (byte[] damaged : List.of(
                new byte[0],
                Arrays.copyOf(file, 4_000),
                Arrays.copyOf(file, file.length / 2),
                flipped(file, 100),
                "no database".repeat(2_000).getBytes(StandardCharsets.UTF_8))) {
            Path data = lay("file-" + damaged.length + "-" + Arrays.hashCode(damaged), damaged, log);

            assertThatThrownBy(() -> stored(data))
                    .isInstanceOf(DamagedStoreException.class)
                    .hasMessageContaining(file(data).toString());
            assertThat(file(data)).hasBinaryContent(damaged);
        }
    }

    @Test
    void start_fileGoneAndLogThere_isRefused() throws Exception {
        Path data = lay("gone", file, log);
        Files.delete(file(data));

        assertThatThrownBy(() -> stored(data)).hasMessageContaining("is missing, but its log");
        assertThat(log(data)).exists();
    }

    @Test
    void start_foreignDatabase_isRefused() throws Exception {
        Path data = Files.createDirectories(folder.resolve("foreign"));
        DriverManager.getConnection("jdbc:duckdb:" + file(data)).close();

        assertThatThrownBy(() -> stored(data)).hasMessageContaining("holds no store of flowmon");
    }

    @Test
    void start_afterTheFirstStartWasCutOff_makesTheStore() throws Exception {
        Path data = Files.createDirectories(folder.resolve("first"));
        Files.write(data.resolve("flowmon.duckdb.new"), new byte[100]);

        assertThat(stored(data)).isZero();
        assertThat(data.resolve("flowmon.duckdb.new")).doesNotExist();
    }

    private boolean refusedOrComplete(String name, int at) throws Exception {
        Path data = lay(name, file, flipped(log, at));
        try {
            assertThat(stored(data)).as("changed at %s of %s", at, logSizes).isEqualTo(COMMITS);
            return false;
        } catch (DamagedStoreException refused) {
            assertThat(refused).hasMessageContaining(data.toString());
            return true;
        }
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] = (byte) (flipped[at] ^ (1 << (at % Byte.SIZE)));
        return flipped;
    }

    /** How many commits are there; no part of one may be. */
    private static long stored(Path data) throws Exception {
        try (OpenStore store = new OpenStore(data)) {
            long commits = store.number("SELECT coalesce(max(last_number), 0) FROM wire_session");
            assertThat(store.number("SELECT count(*) FROM event")).isEqualTo(3 * commits);
            return commits;
        }
    }

    private Path lay(String name, byte[] file, byte[] log) throws IOException {
        Path data = Files.createDirectories(folder.resolve(name));
        Files.write(file(data), file);
        Files.write(log(data), log);
        return data;
    }

    private static Path file(Path data) {
        return data.resolve("flowmon.duckdb");
    }

    private static Path log(Path data) {
        return data.resolve("flowmon.duckdb.wal");
    }

    private static EventBatch batch(long number) {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        return new EventBatch(
                now,
                "test",
                List.of(
                        TestEvents.event("f", now, "a", null),
                        TestEvents.event("f", now, "b", null),
                        TestEvents.event("f", now, "c", null)),
                List.of(),
                new WirePosition(SESSION, number),
                null,
                100);
    }
}
