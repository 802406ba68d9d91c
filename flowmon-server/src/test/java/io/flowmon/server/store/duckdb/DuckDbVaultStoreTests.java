/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.vault.VaultKey;
import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.SealedOriginal;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.VaultStore;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.TestQuerySettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DuckDbVaultStoreTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path folder;

    private OpenStore store;
    private Readers readers;
    private DuckDbVaultStore vault;

    @BeforeEach
    void open() {
        store = new OpenStore(folder);
        readers = new Readers(
                store.database()::connect,
                TestQuerySettings.with(Map.of("answer-size", "64KB")),
                DataSize.ofMegabytes(256),
                () -> Long.MAX_VALUE);
        vault = new DuckDbVaultStore(readers);
    }

    @AfterEach
    void close() throws Exception {
        readers.close();
        store.close();
    }

    @Test
    void originals_areFoundByTheirMessages_withoutThoseWhoseTimeIsOver() throws Exception {
        UUID message = UUID.randomUUID();
        UUID old = UUID.randomUUID();
        store(message, NOW, sealed(1, 100));
        store(old, NOW.minusSeconds(10), sealed(2, 100));

        List<VaultStore.Entry> found = vault.entries(List.of(message, old, UUID.randomUUID()), NOW.minusSeconds(5));

        assertThat(found).singleElement().satisfies(entry -> {
            assertThat(entry.message()).isEqualTo(message);
            assertThat(entry.keyId()).isEqualTo("k1");
            assertThat(entry.size()).isEqualTo(100 - VaultKey.OVERHEAD);
        });
        assertThat(vault.sealed(found)).singleElement().satisfies(one -> {
            assertThat(one.message()).isEqualTo(message);
            assertThat(one.sealed()).isEqualTo(sealed(1, 100));
            assertThat(one.since()).isEqualTo(NOW);
        });
    }

    @Test
    void held_isCountedByKey_withTheOldest() throws Exception {
        assertThat(vault.held()).isEmpty();
        store(UUID.randomUUID(), NOW, sealed(1, 100));
        store(UUID.randomUUID(), NOW.minusSeconds(10), sealed(2, 100));

        assertThat(vault.held()).containsExactly(new VaultStore.Held("k1", 2, NOW.minusSeconds(10)));
    }

    @Test
    void originalsOfOneMessage_areTheFirstFour() throws Exception {
        UUID message = UUID.randomUUID();
        for (int i = 1; i <= 6; i++) {
            store(message, NOW, sealed(i, 100));
        }

        assertThat(vault.sealed(vault.entries(List.of(message), NOW)))
                .extracting(one -> (int) one.sealed()[0])
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void moreThanOneAnswerHolds_isAskedForInParts() throws Exception {
        List<UUID> messages = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            messages.add(UUID.randomUUID());
            store(messages.get(i - 1), NOW, sealed(i, i == 5 ? 200_000 : 20_000));
        }

        List<VaultStore.Sealed> found = vault.sealed(vault.entries(messages, NOW));

        assertThat(found).extracting(one -> (int) one.sealed()[0]).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void nothing_isFoundForNothing() {
        assertThat(vault.entries(List.of(), NOW)).isEmpty();
        assertThat(vault.sealed(List.of())).isEmpty();
    }

    private void store(UUID message, Instant at, byte[] sealed) throws Exception {
        IncomingEvent sent = TestEvents.message("flow", at, "shop", "LIST orders", "sender", message, "ok", 0.1);
        IncomingEvent event = TestEvents.withSealed(sent, new SealedOriginal("k1", sealed, null));
        store.store(new EventBatch(at, "test", List.of(event), List.of(), null, null, 100));
    }

    private static byte[] sealed(int content, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) content);
        return bytes;
    }
}
