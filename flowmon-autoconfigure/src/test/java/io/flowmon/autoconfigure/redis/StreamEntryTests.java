/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.MessageTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.DefaultStringRedisConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.ObjectRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;

/** What an entry may hold, and every way to add it, on a real Redis through both clients. */
@SuppressWarnings({"unchecked", "ArrayAsKeyOfSetOrMap"}) // arrays of a generic type; fields are never looked up
class StreamEntryTests extends StreamFixture {

    private static final org.springframework.data.redis.connection.stream.Consumer WORKER =
            org.springframework.data.redis.connection.stream.Consumer.from("workers", "one");

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    @SuppressWarnings("deprecation") // also those of the connection itself
    void everyFormOfAdding_isSentOnceAndReadAsItWas(String client) {
        run(client, (context, redis) -> {
            Map<byte[], byte[]> fields = Map.of(bytes("n"), bytes("1"));
            var record = StreamRecords.newRecord().in(stream).ofBytes(fields);
            redis.streamCommands().xAdd(stream, fields);
            redis.streamCommands().xAdd(record);
            redis.streamCommands().xAdd(record, XAddOptions.maxlen(100));
            redis.xAdd(stream, fields);
            redis.xAdd(record);
            redis.xAdd(record, XAddOptions.none());
            new DefaultStringRedisConnection(redis)
                    .xAdd(StreamRecords.string(Map.of("n", "1")).withStreamKey(text(stream)));
            RecordId given = RecordId.of("99999999999999-7");
            assertThat(redis.streamCommands().xAdd(record.withId(given))).isEqualTo(given);

            assertThat(redis.streamCommands().xLen(stream)).isEqualTo(8);
            assertThat(readable(redis.streamCommands().xRange(stream, Range.unbounded())))
                    .hasSize(8)
                    .containsOnly(Map.of("n", "1"));
            assertThat(events(context, MessageTypes.SEND_MESSAGE)).hasSize(8);
        });
        assertThat(stored()).allSatisfy(entry -> assertThat(entry)
                .containsKeys("n", "flowmon-correlation-id", "flowmon-message-id")
                .hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void objectsOfAnySerializer_areReadBack(String client) {
        run(client, (context, redis) -> {
            for (RedisSerializer<?> serializer : List.of(RedisSerializer.java(), RedisSerializer.string())) {
                String key = "orders-" + UUID.randomUUID();
                RedisTemplate<String, Object> template = new RedisTemplate<>();
                template.setConnectionFactory(context.getBean(RedisConnectionFactory.class));
                template.setKeySerializer(RedisSerializer.string());
                template.setHashKeySerializer(serializer);
                template.setHashValueSerializer(serializer);
                template.afterPropertiesSet();

                template.opsForStream().add(ObjectRecord.create(key, "żółw"));
                assertThat(template.opsForStream().read(String.class, StreamOffset.fromStart(key)))
                        .singleElement()
                        .satisfies(record -> assertThat(record.getValue()).isEqualTo("żółw"));
            }
            assertThat(events(context, MessageTypes.RECEIVED_MESSAGE)).hasSize(2);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void binaryFields_areReadByteForByte(String client) {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        run(client, (context, redis) -> {
            redis.streamCommands().xAdd(stream, Map.of(every, every));
            ByteRecord read =
                    redis.streamCommands().xRead(StreamOffset.fromStart(stream)).get(0);
            assertThat(read.getValue()).hasSize(1);
            assertThat(read.getValue().keySet().iterator().next()).isEqualTo(every);
            assertThat(read.getValue().values().iterator().next()).isEqualTo(every);
            assertThat(events(context, MessageTypes.END_PROCESSING)).isEmpty();
            assertThat(events(context, MessageTypes.RECEIVED_MESSAGE)).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void entriesOfSeveralStreams_areReceiptsWhereThePatternsSaySo(String client) {
        byte[] other = bytes("other-" + text(stream));
        run(client, (context, redis) -> {
            redis.streamCommands().xAdd(stream, Map.of(bytes("n"), bytes("1")));
            redis.streamCommands().xAdd(other, Map.of(bytes("flowmon-message-id"), bytes("mine")));
            var read = redis.streamCommands().xRead(StreamOffset.fromStart(stream), StreamOffset.fromStart(other));
            assertThat(readable(read))
                    .containsExactlyInAnyOrder(Map.of("n", "1"), Map.of("flowmon-message-id", "mine"));
            assertThat(events(context, MessageTypes.SEND_MESSAGE)).hasSize(1);
            assertThat(events(context, MessageTypes.RECEIVED_MESSAGE)).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void pendingEntryThatWasDeleted_isAsItIsWithoutFlowmon(String client) {
        List<String> answers = new ArrayList<>();
        BiConsumer<ApplicationContext, RedisConnection> test = (context, redis) -> {
            RecordId id = redis.streamCommands().xAdd(stream, Map.of(bytes("n"), bytes("1")));
            redis.streamCommands().xGroupCreate(stream, "workers", ReadOffset.from("0"), true);
            redis.streamCommands().xReadGroup(WORKER, StreamOffset.create(stream, ReadOffset.lastConsumed()));
            redis.streamCommands().xDel(stream, id);
            answers.add(outcome(() ->
                    redis.streamCommands().xReadGroup(WORKER, StreamOffset.create(stream, ReadOffset.from("0")))));
            answers.add(outcome(() -> redis.streamCommands().xClaim(stream, "workers", "two", Duration.ZERO, id)));
            redis.keyCommands().del(stream);
        };
        run(client, test);
        RedisContext.application()
                .withPropertyValues("spring.data.redis.client-type=" + client)
                .run(plain -> {
                    try (RedisConnection redis =
                            plain.getBean(RedisConnectionFactory.class).getConnection()) {
                        test.accept(plain, redis);
                    }
                });
        assertThat(answers.subList(0, 2)).isEqualTo(answers.subList(2, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void pipeline_givesEntriesInTheirPlaces(String client) {
        run(client, (context, redis) -> {
            redis.streamCommands().xAdd(stream, Map.of(bytes("n"), bytes("1")));
            redis.openPipeline();
            redis.streamCommands().xAdd(stream, Map.of(bytes("n"), bytes("2")));
            redis.streamCommands().xGroupCreate(stream, "workers", ReadOffset.from("0"), true);
            redis.streamCommands().xRead(StreamOffset.fromStart(stream));
            redis.streamCommands().xLen(stream);
            redis.streamCommands().xReadGroup(WORKER, StreamOffset.create(stream, ReadOffset.lastConsumed()));
            redis.streamCommands().xRange(stream, Range.unbounded());
            List<Object> results = redis.closePipeline();

            List<Map<String, String>> both = List.of(Map.of("n", "1"), Map.of("n", "2"));
            assertThat(results).hasSize(6);
            assertThat(results.get(0)).isInstanceOf(RecordId.class);
            assertThat(readable((List<ByteRecord>) results.get(2))).isEqualTo(both);
            assertThat(results.get(3)).isEqualTo(2L);
            assertThat(readable((List<ByteRecord>) results.get(4))).isEqualTo(both);
            assertThat(readable((List<ByteRecord>) results.get(5))).isEqualTo(both);
            assertThat(events(context, MessageTypes.SEND_MESSAGE)).hasSize(2);
            assertThat(events(context, MessageTypes.RECEIVED_MESSAGE)).hasSize(4);
        });
    }

    private static String outcome(java.util.function.Supplier<List<ByteRecord>> command) {
        try {
            return readable(command.get()).toString();
        } catch (RuntimeException failed) {
            return failed.getClass().getName();
        }
    }
}
