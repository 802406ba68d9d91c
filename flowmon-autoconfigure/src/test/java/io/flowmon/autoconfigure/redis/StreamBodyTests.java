/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.CapturedBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;

/** What an event shows of an entry. */
@SuppressWarnings({"unchecked", "ArrayAsKeyOfSetOrMap"}) // arrays of a generic type; fields are never looked up
class StreamBodyTests extends StreamFixture {

    @Test
    void entryBeyondTheCap_isCutInTheEventAlone() {
        run("lettuce", (context, redis) -> {
            redis.streamCommands().xAdd(stream, Map.of(bytes("n"), bytes("x".repeat(20_000))));
            assertThat(readable(redis.streamCommands().xRead(StreamOffset.fromStart(stream))))
                    .containsExactly(Map.of("n", "x".repeat(20_000)));
            assertThat(context.getBean(RecordingPublisher.class).events())
                    .hasSize(2)
                    .allSatisfy(event -> {
                        CapturedBody body = Objects.requireNonNull(
                                Objects.requireNonNull(event.serviceParams()).body());
                        assertThat(body.truncated()).isTrue();
                        assertThat(body.size()).isEqualTo(20_001);
                        assertThat(body.bytes()).isNotEmpty().hasSizeLessThanOrEqualTo(8192);
                    });
        });
    }

    @Test
    void entryOfTheDefaultSerializer_isMaskedWhereItIsNoText() {
        run("lettuce", (context, redis) -> {
            RedisTemplate<String, Object> template = new RedisTemplate<>();
            template.setConnectionFactory(context.getBean(RedisConnectionFactory.class));
            template.afterPropertiesSet();
            String key = "orders-" + UUID.randomUUID();
            template.opsForStream().add(StreamRecords.newRecord().in(key).ofMap(Map.of("password", "hunter2")));
            assertThat(template.opsForStream().read(StreamOffset.fromStart(key)))
                    .singleElement()
                    .satisfies(record -> assertThat(record.getValue()).containsEntry("password", "hunter2"));

            template.setHashKeySerializer(RedisSerializer.string());
            template.opsForStream().add(StreamRecords.newRecord().in(key).ofMap(Map.of("note", "hunter2")));

            assertThat(bodies(context)).containsExactly("{\"***\":\"***\"}", "{\"***\":\"***\"}", "{\"note\":\"***\"}");
        });
    }

    @Test
    void valuesThatAreNoText_areMasked() {
        Map<byte[], byte[]> fields = new LinkedHashMap<>();
        fields.put(bytes("protocol"), bytes("\n\u0007hunter2"));
        fields.put(bytes("latin"), new byte[] {'h', (byte) 0xFC});
        fields.put(bytes("\u0000name"), bytes("hunter2"));
        fields.put(bytes("text"), bytes("żółw\n"));
        fields.put(bytes("json"), bytes("{\"a\":1}"));
        run("lettuce", (context, redis) -> {
            redis.streamCommands().xAdd(stream, fields);
            assertThat(bodies(context))
                    .containsExactly("{\"protocol\":\"***\",\"latin\":\"***\",\"***\":\"***\","
                            + "\"text\":\"żółw\\n\",\"json\":{\"a\":1}}");
        });
    }

    private static List<String> bodies(ApplicationContext context) {
        return context.getBean(RecordingPublisher.class).events().stream()
                .map(event -> Objects.requireNonNull(event.serviceParams()).body())
                .map(body -> text(Objects.requireNonNull(body).bytes()))
                .toList();
    }
}
