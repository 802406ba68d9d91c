/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** A list of a real Redis, and a context with a pool of workers. */
abstract class PopFixture {

    String queue = "";

    @BeforeEach
    void newQueue() {
        queue = "queue-" + UUID.randomUUID();
    }

    void run(String client, Consumer<ApplicationContext> test) {
        RedisContext.withFlowmon("flowmon.redis.lists=queue-*", "spring.data.redis.client-type=" + client)
                .withUserConfiguration(Pool.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    test.accept(context);
                });
    }

    static List<Event> eventsOf(ApplicationContext context, String type) {
        return context.getBean(RecordingPublisher.class).ofType(type);
    }

    static List<@Nullable UUID> ids(List<Event> events) {
        return events.stream().map(Event::messageId).collect(Collectors.toList());
    }

    static List<String> receiverTypes() {
        return List.of(MessageTypes.RECEIVED_MESSAGE, MessageTypes.START_PROCESSING, MessageTypes.END_PROCESSING);
    }

    static void assertTriples(ApplicationContext context, int count) {
        for (String type : receiverTypes()) {
            assertThat(eventsOf(context, type)).as(type).hasSize(count);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Pool {

        @Bean
        ThreadPoolTaskExecutor workers() {
            ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor();
            workers.setCorePoolSize(10);
            return workers;
        }
    }
}
