/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ApplicationContext;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.stream.ByteRecord;

/** A stream of a real Redis, a connection to it through either client, and what lies in it. */
@SuppressWarnings("ArrayAsKeyOfSetOrMap") // fields are never looked up
abstract class StreamFixture {

    byte[] stream = {};

    @BeforeEach
    void newStream() {
        stream = bytes("orders-" + UUID.randomUUID());
    }

    /** All entries as an application without flowmon reads them. */
    List<Map<String, String>> stored() {
        List<Map<String, String>> entries = new ArrayList<>();
        withoutFlowmon(redis -> entries.addAll(readable(redis.streamCommands().xRange(stream, Range.unbounded()))));
        return entries;
    }

    static List<Map<String, String>> readable(List<ByteRecord> records) {
        return records.stream()
                .map(record -> record.getValue().entrySet().stream()
                        .collect(Collectors.toMap(field -> text(field.getKey()), field -> text(field.getValue()))))
                .toList();
    }

    static Map<byte[], byte[]> rawFields(Map<String, String> fields) {
        Map<byte[], byte[]> raw = new LinkedHashMap<>();
        fields.forEach((field, value) -> raw.put(bytes(field), bytes(value)));
        return raw;
    }

    static List<Event> events(ApplicationContext context, String type) {
        return context.getBean(RecordingPublisher.class).ofType(type);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void withoutFlowmon(Consumer<RedisConnection> work) {
        RedisContext.application().run(plain -> {
            try (RedisConnection redis =
                    plain.getBean(RedisConnectionFactory.class).getConnection()) {
                work.accept(redis);
            }
        });
    }

    static void run(String client, BiConsumer<ApplicationContext, RedisConnection> test) {
        RedisContext.withFlowmon("flowmon.redis.streams=orders-*", "spring.data.redis.client-type=" + client)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    try (RedisConnection redis =
                            context.getBean(RedisConnectionFactory.class).getConnection()) {
                        test.accept(context, redis);
                    }
                });
    }
}
