/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.duckdb.OpenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judging goes on, whatever fails. */
class ContractRunnerTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CONTRACT = """
            name: Order
            settle: 1s
            starts-with: {module: shop, endpoint: GET /a}
            """;

    @TempDir
    Path folder;

    @Test
    void flowThatFails_isLeftOut_andAnErrorEndsNothing() throws Exception {
        Path contracts = Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(contracts.resolve("order.yaml"), CONTRACT);
        try (OpenStore open = new OpenStore(folder)) {
            Feed feed = new Feed(open, new AtomicInteger(2));
            ContractRunner runner =
                    new ContractRunner(feed, new FailingStore(open.contracts(), "bad"), new ContractFolder(contracts));
            runner.start();
            try {
                await().atMost(PATIENCE).until(() -> "java.lang.OutOfMemoryError: test"
                        .equals(runner.state().trouble()));
                await().atMost(PATIENCE).until(() -> runner.state().judgedUpTo() != null);
                store(open, "bad");
                store(open, "good");

                await().atMost(PATIENCE).until(() -> judged(runner) == 1);
                assertThat(runner.state().skipped()).isOne();
                assertThat(runner.state().trouble()).isNull();
            } finally {
                runner.stop();
            }
        }
    }

    private static long judged(ContractRunner runner) {
        return runner.state().totals().values().stream()
                .mapToLong(total -> total.judged())
                .sum();
    }

    private static void store(OpenStore open, String flow) throws Exception {
        Instant now = Instant.now();
        open.store(new EventBatch(
                now,
                "test",
                List.of(TestEvents.message(flow, now, "shop", "GET /a", "receiver", UUID.randomUUID(), "ok", 0.1)),
                List.of(),
                null,
                null,
                100));
    }

    /** What is stored by now, after some errors. */
    private record Feed(OpenStore open, AtomicInteger errors) implements EventFeed {

        @Override
        public Page read(long sequence, int limit, Duration patience) throws IOException {
            if (errors.getAndDecrement() > 0) {
                throw new OutOfMemoryError("test");
            }
            Instant now = Instant.now();
            return new Page(open.log().after(sequence, limit), now, now);
        }

        @Override
        public Senders senders() {
            return new Senders(List.of(), List.of(), Instant.now());
        }

        @Override
        public long before(Instant at) throws IOException {
            return open.log().lastBefore(at);
        }
    }
}
