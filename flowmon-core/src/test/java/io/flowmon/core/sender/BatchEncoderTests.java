/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.core.wire.PayloadEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BatchEncoderTests {

    private final EventQueue queue = new EventQueue(100, Long.MAX_VALUE);
    private final SenderCounters counters = new SenderCounters();

    @Test
    void next_withoutEvents_isNull() {
        assertThat(encoder(settings(10, 10_000, false)).next()).isNull();
    }

    @Test
    void next_takesAtMostABatchOfEvents() {
        BatchEncoder encoder = encoder(settings(2, 10_000, false));
        offer("a", "b", "c");

        assertThat(names(encoder.next())).containsExactly("a", "b");
        assertThat(names(encoder.next())).containsExactly("c");
        assertThat(encoder.next()).isNull();
    }

    @Test
    void next_atTheByteBound_keepsTheEventForTheNextBatch() {
        BatchEncoder encoder = encoder(settings(10, 1_000, false));
        queue.offer(Events.withBody("a", 600));
        queue.offer(Events.withBody("b", 600));

        assertThat(names(encoder.next())).containsExactly("a");
        assertThat(encoder.oldestWaiting()).isEqualTo(Events.NOW);
        assertThat(names(encoder.next())).containsExactly("b");
        assertThat(encoder.oldestWaiting()).isNull();
    }

    @Test
    void next_withoutMemory_countsWhatItHadInHand() {
        BatchEncoder encoder = new BatchEncoder(
                queue,
                (event, out) -> {
                    if (event.messageType().equals("c")) {
                        throw new OutOfMemoryError("none left");
                    }
                    Events.SERIALIZER.serialize(event, out);
                },
                settings(10, 10_000, false),
                counters,
                SpareArrays.none());
        offer("a", "b", "c", "d");

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(encoder::next);

        assertThat(counters.dropped()).isEqualTo(Map.of("not_encodable", 3L));
        assertThat(names(encoder.next())).containsExactly("d");
    }

    @Test
    void next_withAPoisonEvent_dropsItAlone() {
        BatchEncoder encoder = encoder(settings(10, 10_000, false));
        offer("poison", "a", "poison", "b", "poison");

        assertThat(names(encoder.next())).containsExactly("a", "b");
        assertThat(counters.dropped()).containsExactly(Map.entry("not_encodable", 3L));
        assertThat(counters.lastError()).contains("poison");
    }

    @Test
    void next_withAnEventThatIsNotComplete_dropsItAlone() {
        EventSerializer careless = (event, out) -> {
            Events.SERIALIZER.serialize(event, out);
            if (event.messageType().equals("incomplete")) {
                out.writeStartObject();
            }
        };
        BatchEncoder encoder =
                new BatchEncoder(queue, careless, settings(10, 10_000, false), counters, SpareArrays.none());
        offer("a", "incomplete", "b");

        assertThat(names(encoder.next())).containsExactly("a", "b");
        assertThat(counters.dropped()).containsExactly(Map.entry("not_encodable", 1L));
    }

    @Test
    void next_withAnEventThatRaisesAnError_dropsItAlone() {
        BatchEncoder encoder = raising("poison", () -> new NoClassDefFoundError("Odd"));
        offer("a", "poison", "b");

        assertThat(names(encoder.next())).containsExactly("a", "b");
        assertThat(counters.dropped()).containsExactly(Map.entry("not_encodable", 1L));
    }

    @Test
    void next_withoutMemory_throwsOn() {
        BatchEncoder encoder = raising("poison", OutOfMemoryError::new);
        offer("poison");

        assertThatThrownBy(encoder::next).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void next_withAnEventLargerThanABatch_dropsItAlone() {
        BatchEncoder encoder = encoder(settings(10, 1_000, false));
        queue.offer(Events.withBody("huge", 5_000));
        offer("a");

        assertThat(names(encoder.next())).containsExactly("a");
        assertThat(counters.dropped()).containsExactly(Map.entry("too_large", 1L));
    }

    @Test
    void next_compressed_isGzipOfTheSameArray() throws IOException {
        BatchEncoder encoder = encoder(settings(10, 10_000, true));
        offer("a", "b");

        EncodedBatch batch = encoder.next();

        assertThat(batch).isNotNull();
        assertThat(batch.encoding()).isEqualTo(PayloadEncoding.JSON_GZIP);
        byte[] json = new GZIPInputStream(new ByteArrayInputStream(batch.payload())).readAllBytes();
        assertThat(names(new EncodedBatch(PayloadEncoding.JSON, json, batch.events(), batch.oldest())))
                .containsExactly("a", "b");
    }

    private BatchEncoder raising(String name, Supplier<Error> error) {
        EventSerializer serializer = (event, out) -> {
            if (event.messageType().equals(name)) {
                throw error.get();
            }
            Events.SERIALIZER.serialize(event, out);
        };
        return new BatchEncoder(queue, serializer, settings(10, 10_000, false), counters, SpareArrays.none());
    }

    private BatchEncoder encoder(SenderSettings settings) {
        return new BatchEncoder(queue, Events.SERIALIZER, settings, counters, SpareArrays.none());
    }

    private void offer(String... names) {
        for (String name : names) {
            queue.offer(Events.named(name));
        }
    }

    private static List<String> names(@Nullable EncodedBatch batch) {
        assertThat(batch).isNotNull();
        List<String> names = new ArrayList<>();
        for (JsonNode event : JsonMapper.shared().readTree(batch.payload())) {
            names.add(event.get("message_type").stringValue());
        }
        assertThat(batch.events()).isEqualTo(names.size());
        return names;
    }

    private static SenderSettings settings(int batchEvents, int batchBytes, boolean compress) {
        return new SenderSettings(
                100,
                1_000_000,
                batchEvents,
                batchBytes,
                1_000_000,
                compress,
                Duration.ofMillis(10),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
    }
}
