/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Lists of a real Redis, and a connection to it through either client. */
abstract class ListFixture {

    byte[] queue = {};

    byte[] processing = {};

    byte[] other = {};

    @BeforeEach
    void newKeys() {
        String id = UUID.randomUUID().toString();
        queue = bytes("queue-" + id);
        processing = bytes("queue-" + id + ":processing");
        other = bytes("other-" + id);
    }

    interface Body {
        void with(ApplicationContext context, RedisConnection redis);
    }

    void run(String client, Body body) {
        Consumer<ApplicationContext> test = context -> {
            try (RedisConnection redis =
                    context.getBean(RedisConnectionFactory.class).getConnection()) {
                body.with(context, redis);
            }
        };
        RedisContext.withFlowmon("flowmon.redis.lists=queue-*", "spring.data.redis.client-type=" + client)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    test.accept(context);
                });
    }

    static List<Outcome> sent(ApplicationContext context) {
        return context.getBean(RecordingPublisher.class).ofType(MessageTypes.SEND_MESSAGE).stream()
                .map(event -> Objects.requireNonNull(event.completion()).outcome())
                .toList();
    }

    static void assertTriples(ApplicationContext context, int count) {
        RecordingPublisher publisher = context.getBean(RecordingPublisher.class);
        List<Event> received = publisher.ofType(MessageTypes.RECEIVED_MESSAGE);
        assertThat(received).hasSize(count);
        assertThat(publisher.ofType(MessageTypes.START_PROCESSING)).hasSize(count);
        assertThat(publisher.ofType(MessageTypes.END_PROCESSING)).hasSize(count);
        assertThat(received.stream().map(Event::messageId).distinct()).hasSize(count);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    static List<String> texts(List<byte[]> values) {
        return Arrays.asList(values.stream().map(ListFixture::text).toArray(String[]::new));
    }
}
