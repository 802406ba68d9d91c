/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.SessionCallback;
import org.springframework.data.redis.core.StreamOperations;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Streams on a real Redis. */
@SuppressWarnings("unchecked") // the offsets of a read are an array of a generic type
class StreamTests {

    private static final org.springframework.data.redis.connection.stream.Consumer WORKER =
            org.springframework.data.redis.connection.stream.Consumer.from("workers", "one");

    private String stream = "";

    @BeforeEach
    void newStream() {
        stream = "orders-" + UUID.randomUUID();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void addedEntry_isReadWithItsOwnFieldsAndReported(String client) {
        run(client, context -> {
            RecordId id = add(context, Map.of("id", "4711", "data", "{\"a\": 1}"));

            List<MapRecord<String, String, String>> read = streams(context).read(StreamOffset.fromStart(stream));

            assertThat(read).hasSize(1);
            assertThat(read.get(0).getId()).isEqualTo(id);
            assertThat(read.get(0).getValue()).isEqualTo(Map.of("id", "4711", "data", "{\"a\": 1}"));
            Event send = events(context, MessageTypes.SEND_MESSAGE).get(0);
            Event received = events(context, MessageTypes.RECEIVED_MESSAGE).get(0);
            assertThat(send.endpoint()).isEqualTo("STREAM " + stream);
            assertThat(send.peer()).isEqualTo(stream);
            assertThat(received.endpoint()).isEqualTo("STREAM " + stream);
            assertThat(received.messageId()).isNotNull().isEqualTo(send.messageId());
            assertThat(received.correlationId()).isEqualTo(send.correlationId());
            assertThat(received.consumerGroup()).isNull();
            assertThat(received.redelivered()).isFalse();
            assertThat(body(send)).contains("\"data\":{\"a\": 1}", "\"id\":\"4711\"");
            assertThat(body(received)).contains("\"data\":{\"a\": 1}", "\"id\":\"4711\"");
            assertThat(current(context).messageId()).isEqualTo(send.messageId());
        });
        assertThat(stored()).containsKeys("flowmon-correlation-id", "flowmon-message-id", "id", "data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void group_isNamedAndItsPendingEntriesAreRedelivered(String client) {
        run(client, context -> {
            add(context, Map.of("n", "1"));
            streams(context).createGroup(stream, ReadOffset.from("0"), "workers");

            RecordId id = only(streams(context).read(WORKER, offset(ReadOffset.lastConsumed())));
            assertThat(only(streams(context).read(WORKER, offset(ReadOffset.from("0")))))
                    .isEqualTo(id);
            assertThat(only(streams(context).claim(stream, "workers", "two", Duration.ZERO, id)))
                    .isEqualTo(id);
            assertThat(streams(context).acknowledge(stream, "workers", id)).isEqualTo(1);
            assertThat(streams(context).read(WORKER, offset(ReadOffset.lastConsumed())))
                    .isEmpty();

            List<Event> received = events(context, MessageTypes.RECEIVED_MESSAGE);
            assertThat(received).extracting(Event::redelivered).containsExactly(false, true, true);
            assertThat(received).extracting(Event::consumerGroup).containsOnly("workers");
            assertThat(received)
                    .extracting(Event::messageId)
                    .containsOnly(received.get(0).messageId());
            assertThat(received).extracting(Event::actionId).doesNotHaveDuplicates();
            assertThat(events(context, MessageTypes.END_PROCESSING)).hasSize(3);
            assertThat(context.getBean(CurrentFlow.class).get()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void ranges_showOwnFieldsAndAreNoReceipts(String client) {
        run(client, context -> {
            add(context, Map.of("n", "1"));
            assertThat(streams(context).range(stream, Range.unbounded()))
                    .extracting(MapRecord::getValue)
                    .containsExactly(Map.of("n", "1"));
            assertThat(streams(context).reverseRange(stream, Range.unbounded()))
                    .extracting(MapRecord::getValue)
                    .containsExactly(Map.of("n", "1"));
            assertThat(events(context, MessageTypes.RECEIVED_MESSAGE)).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void transaction_givesEntriesInTheirPlaces(String client) {
        run(client, context -> {
            List<Object> results = context.getBean(StringRedisTemplate.class).execute(new SessionCallback<>() {
                @Override
                @SuppressWarnings("unchecked")
                public <K, V> List<Object> execute(RedisOperations<K, V> operations) {
                    RedisOperations<String, String> redis = (RedisOperations<String, String>) operations;
                    redis.multi();
                    redis.opsForStream().add(stream, Map.of("n", "1"));
                    redis.opsForStream().size(stream);
                    redis.opsForStream().acknowledge(stream, "nobody", "1-0");
                    return redis.exec();
                }
            });
            assertThat(Objects.requireNonNull(results)).hasSize(3);
            assertThat(results.get(1)).isEqualTo(1L);
            assertThat(outcomes(context)).containsExactly(Outcome.OK);
        });
    }

    @Test
    void entryForAStreamThatIsNotThere_isCancelled() {
        run("lettuce", context -> {
            streams(context).add(MapRecord.create(stream, Map.of("n", "1")), XAddOptions.makeNoStream());
            assertThat(outcomes(context)).containsExactly(Outcome.CANCELLED);
        });
    }

    @Test
    void entryWithoutIds_beginsAFlow() {
        RedisContext.application().run(plain -> add(plain, Map.of("n", "1")));
        run("lettuce", context -> {
            assertThat(streams(context).read(StreamOffset.fromStart(stream))).hasSize(1);
            assertThat(events(context, MessageTypes.RECEIVED_MESSAGE))
                    .singleElement()
                    .satisfies(event -> assertThat(event.messageId()).isNotNull());
        });
    }

    @Test
    void flowThatIsNotRecorded_isNotRecordedFurtherOn() {
        run("lettuce", context -> {
            try (CurrentFlow.Scope unsampled =
                    context.getBean(CurrentFlow.class).open(new FlowContext("silent", null, 0))) {
                assertThat(unsampled).isNotNull();
                add(context, Map.of("n", "1"));
            }
            assertThat(streams(context).read(StreamOffset.fromStart(stream)))
                    .extracting(MapRecord::getValue)
                    .containsExactly(Map.of("n", "1"));
            assertThat(current(context).sampled()).isFalse();
            assertThat(context.getBean(RecordingPublisher.class).events()).isEmpty();
        });
    }

    @Test
    void flowThatIsRecordedAmongOthers_carriesItsRateFurtherOn() {
        run("lettuce", context -> {
            try (CurrentFlow.Scope sampled =
                    context.getBean(CurrentFlow.class).open(new FlowContext("one-in-eight", null, 0.125))) {
                assertThat(sampled).isNotNull();
                add(context, Map.of("n", "1"));
            }
            streams(context).read(StreamOffset.fromStart(stream));

            assertThat(current(context).sampleRate()).isEqualTo(0.125);
            assertThat(context.getBean(RecordingPublisher.class).events())
                    .hasSizeGreaterThan(1)
                    .extracting(Event::sampleRate)
                    .containsOnly(0.125);
        });
    }

    @Test
    void otherAndPlainStreams_holdTheVeryFields() {
        String ours = stream;
        run("lettuce", context -> {
            stream = "other-" + ours;
            add(context, Map.of("n", "1"));
            assertThat(context.getBean(RecordingPublisher.class).events()).isEmpty();
        });
        assertThat(stored()).containsOnlyKeys("n");
        stream = ours;
        run("lettuce", context -> add(context, Map.of("n", "1")), "flowmon.redis.plain=orders-*");
        assertThat(stored()).containsOnlyKeys("n");
    }

    @Test
    void switchedOff_hidesIdsAndDoesNothingElse() {
        run("lettuce", context -> add(context, Map.of("n", "1")));
        run(
                "lettuce",
                context -> {
                    assertThat(streams(context).read(StreamOffset.fromStart(stream)))
                            .extracting(MapRecord::getValue)
                            .containsExactly(Map.of("n", "1"));
                    assertThat(context.getBean(RecordingPublisher.class).events())
                            .isEmpty();
                },
                "flowmon.enabled=false");
    }

    /** The first entry as an application without flowmon reads it. */
    private Map<String, String> stored() {
        List<Map<String, String>> entries = new ArrayList<>();
        RedisContext.application().run(plain -> streams(plain)
                .range(stream, Range.unbounded())
                .forEach(entry -> entries.add(entry.getValue())));
        return entries.get(0);
    }

    private RecordId add(ApplicationContext context, Map<String, String> fields) {
        return Objects.requireNonNull(streams(context).add(stream, fields));
    }

    private StreamOffset<String> offset(ReadOffset offset) {
        return StreamOffset.create(stream, offset);
    }

    private static RecordId only(List<MapRecord<String, String, String>> entries) {
        assertThat(entries).extracting(MapRecord::getValue).containsExactly(Map.of("n", "1"));
        return entries.get(0).getId();
    }

    private static StreamOperations<String, String, String> streams(ApplicationContext context) {
        return context.getBean(StringRedisTemplate.class).opsForStream();
    }

    private static List<Event> events(ApplicationContext context, String type) {
        return context.getBean(RecordingPublisher.class).ofType(type);
    }

    private static List<Outcome> outcomes(ApplicationContext context) {
        return events(context, MessageTypes.SEND_MESSAGE).stream()
                .map(event -> Objects.requireNonNull(event.completion()).outcome())
                .toList();
    }

    private static FlowContext current(ApplicationContext context) {
        return Objects.requireNonNull(context.getBean(CurrentFlow.class).get());
    }

    private static String body(Event event) {
        var body = Objects.requireNonNull(
                Objects.requireNonNull(event.serviceParams()).body());
        return new String(body.bytes(), UTF_8);
    }

    private static void run(String client, Consumer<ApplicationContext> test, String... properties) {
        RedisContext.withFlowmon("flowmon.redis.streams=orders-*", "spring.data.redis.client-type=" + client)
                .withPropertyValues(properties)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    test.accept(context);
                });
    }
}
