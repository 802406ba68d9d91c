/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.duckdb.query.Questions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadersTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @RegisterExtension
    private final TemporaryStore store = new TemporaryStore();

    @Test
    void together_seesTheSame_whateverIsStoredMeanwhile() {
        List<Long> counts = store.get().readers().together(questions -> {
            long before = count(questions);
            storeOne();
            return List.of(before, count(questions));
        });

        assertThat(counts).containsExactly(0L, 0L);
        assertThat(store.get().readers().together(ReadersTests::count)).isEqualTo(1);
    }

    private static long count(Questions questions) {
        return questions
                .all("SELECT count(*) FROM event", List.of(), row -> row.number(1))
                .get(0);
    }

    private void storeOne() {
        try {
            store.get()
                    .store(new EventBatch(
                            NOW,
                            "test",
                            List.of(TestEvents.event("f1", NOW, "shop", "ok")),
                            List.of(),
                            null,
                            null,
                            100));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
