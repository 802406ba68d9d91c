/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.SealedOriginal;
import io.flowmon.server.settings.VaultSettings;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.TestEvents;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VaultRetentionTests extends RetentionFixture {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void originals_areRemovedWhenTheirTimeIsOver_andTheirEventsStay() throws Exception {
        sealed(NOW.minus(DAY.multipliedBy(8)), null);
        sealed(NOW.minus(DAY.multipliedBy(6)), null);

        retention().run(NOW);

        assertThat(originals()).isEqualTo(1);
        assertThat(count("flow")).isEqualTo(2);
    }

    @Test
    void originalThatIsKeptAgain_isRemovedWithTheFirst() throws Exception {
        sealed(NOW.minus(DAY), NOW.minus(DAY.multipliedBy(8)));

        retention().run(NOW);

        assertThat(originals()).isZero();
    }

    @Test
    void originals_areRemovedWithTheirEvents() throws Exception {
        sealed(NOW.minus(DAY.multipliedBy(5)), null);
        sealed(NOW, null);

        byAge(DAY.multipliedBy(2)).run(NOW);

        assertThat(count("flow")).isEqualTo(1);
        assertThat(originals()).isEqualTo(1);
    }

    @Test
    void originals_areRemovedThoughWhatElseIsOldCannotBe() throws Exception {
        sealed(NOW, null);
        store.store()
                .submit(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute("ALTER TABLE rejected RENAME TO gone");
                    }
                })
                .get();

        try (RetentionThread thread = new RetentionThread(byAge(DAY), retention())) {
            assertThat(thread).isNotNull();
            await().until(() -> originals() == 0);
        }

        assertThat(count("flow")).isEqualTo(1);
    }

    private VaultRetention retention() {
        return new VaultRetention(store.store(), new VaultSettings(true, DAY.multipliedBy(7), Map.of(), Map.of()));
    }

    private long originals() throws Exception {
        return store.number("SELECT count(*) FROM vault");
    }

    private void sealed(Instant at, @Nullable Instant since) throws Exception {
        IncomingEvent sent =
                TestEvents.message("flow", at, "shop", "LIST orders", "sender", UUID.randomUUID(), "ok", 0.1);
        IncomingEvent event = TestEvents.withSealed(sent, new SealedOriginal("k1", new byte[40], since));
        store.store(new EventBatch(at, "test", List.of(event), List.of(), null, null, 100));
    }
}
