/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.sender.Spool.GiveUp;
import io.flowmon.core.spool.FileSpool;
import io.flowmon.core.wire.PayloadEncoding;
import io.flowmon.core.wire.WireMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backlog on a real disk, before a server that keeps to the wire's rules and answers when the test says so. */
class BacklogTests {

    private static final long ROOM = Long.MAX_VALUE;

    @TempDir
    Path directory;

    private final SenderCounters counters = new SenderCounters();
    private final UnreliableServer server = new UnreliableServer();
    private final Deque<WireMessage> answers = new ArrayDeque<>();
    private final Backlog backlog = new Backlog(SenderSettings.defaults(), counters);
    private Spool spool;
    private long now;

    @BeforeEach
    void open() {
        spool = new FileSpool(directory, "orders", 4 << 20, GiveUp.OLDEST);
        spool.open();
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void giveUpTheOldest_whileItsAnswersAreUnderWay_storesNothingTwice() {
        long head = fill("head");
        long next = fill("next");
        append("last");
        send();
        answers.pollLast(); // the newest answer is still on its way

        backlog.append(spool, batch("fresh"), spool.bytes());
        drain();

        assertThat(server.stored()).doesNotHaveDuplicates();
        assertThat(head + next + 2)
                .isEqualTo(server.stored().size() + counters.dropped().getOrDefault("spool_full", 0L));
    }

    /** Appends until a segment is full; how many events that took. */
    private long fill(String name) {
        long before = spool.bytes();
        long events = 0;
        while (spool.bytes() - before < spool.settings().segmentBytes()) {
            append(name + events++);
        }
        return events;
    }

    private void append(String event) {
        backlog.append(spool, batch(event), ROOM);
        backlog.commit(true);
    }

    private void send() {
        now += Duration.ofSeconds(10).toNanos();
        backlog.send(ROOM, now, message -> {
            server.send(message);
            for (WireMessage answer = server.receive(Duration.ZERO);
                    answer != null;
                    answer = server.receive(Duration.ZERO)) {
                answers.add(answer);
            }
            return true;
        });
    }

    private void drain() {
        while (!backlog.isEmpty()) {
            send();
            for (WireMessage answer = answers.poll(); answer != null; answer = answers.poll()) {
                if (answer instanceof WireMessage.Acknowledgement acknowledgement) {
                    backlog.acknowledged(acknowledgement, now);
                }
                send();
            }
        }
    }

    private static EncodedBatch batch(String event) {
        String payload = "[{\"message_type\":\"" + event + "\",\"filling\":\"" + "x".repeat(10_000) + "\"}]";
        return new EncodedBatch(PayloadEncoding.JSON, payload.getBytes(StandardCharsets.UTF_8), 1, Instant.EPOCH);
    }
}
