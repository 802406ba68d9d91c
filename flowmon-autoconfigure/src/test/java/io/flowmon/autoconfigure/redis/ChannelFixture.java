/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.data.redis.listener.Topic;
import org.springframework.util.ErrorHandler;

/** A channel of a real Redis, and a context with a container that listens. */
abstract class ChannelFixture {

    static final String CHANNELS = "flowmon.redis.channels=news-*";

    final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    String channel = "";

    @BeforeEach
    void newChannel() {
        channel = "news-" + UUID.randomUUID();
    }

    void listen(ApplicationContext context, Topic topic) {
        container(context)
                .addMessageListener(
                        (message, source) -> heard.add(new Heard(
                                text(message.getBody()),
                                text(Objects.requireNonNull(source)),
                                context.getBean(CurrentFlow.class).get())),
                        topic);
    }

    ChannelTopic topic() {
        return new ChannelTopic(channel);
    }

    void publish(ApplicationContext context, String text) {
        context.getBean(StringRedisTemplate.class).convertAndSend(channel, text);
    }

    Heard next() {
        return poll(heard);
    }

    static <T> T poll(LinkedBlockingQueue<T> queue) {
        try {
            return Objects.requireNonNull(queue.poll(10, TimeUnit.SECONDS), "nothing heard");
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static RedisMessageListenerContainer container(ApplicationContext context) {
        return context.getBean(RedisMessageListenerContainer.class);
    }

    static List<Event> events(ApplicationContext context, String type) {
        return context.getBean(RecordingPublisher.class).ofType(type);
    }

    static Event only(ApplicationContext context, String type) {
        await().untilAsserted(() -> assertThat(events(context, type)).hasSize(1));
        return events(context, type).get(0);
    }

    static long receivers(Event send) {
        return (Long) Objects.requireNonNull(
                Objects.requireNonNull(send.result()).others().get("receivers"));
    }

    /** The receivers' events, by type, once they are all there. */
    static List<Event> awaitTriples(ApplicationContext context, int count) {
        List<String> types =
                List.of(MessageTypes.RECEIVED_MESSAGE, MessageTypes.START_PROCESSING, MessageTypes.END_PROCESSING);
        await().untilAsserted(() -> assertThat(types)
                .allSatisfy(type -> assertThat(events(context, type)).hasSize(count)));
        return types.stream().flatMap(type -> events(context, type).stream()).toList();
    }

    void run(String client, ThrowingConsumer test) {
        run(client, null, test);
    }

    void run(String client, @Nullable Executor executor, ThrowingConsumer test) {
        run(client, executor, List.of(), test);
    }

    void run(String client, @Nullable Executor executor, List<String> properties, ThrowingConsumer test) {
        ApplicationContextRunner runner = RedisContext.withFlowmon(CHANNELS, "spring.data.redis.client-type=" + client)
                .withPropertyValues(properties.toArray(String[]::new))
                .withUserConfiguration(Container.class);
        if (executor != null) {
            runner = runner.withBean("listeners", Wrapper.class, () -> new Wrapper(executor));
        }
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            test.accept(context);
        });
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    interface ThrowingConsumer {
        void accept(ApplicationContext context) throws Exception;
    }

    record Heard(String text, String source, @Nullable FlowContext flow) {}

    /** Not itself an executor bean, as an application's own executor is not either. */
    record Wrapper(Executor executor) {}

    static final class Errors implements ErrorHandler {
        final LinkedBlockingQueue<Throwable> caught = new LinkedBlockingQueue<>();

        @Override
        public void handleError(Throwable error) {
            caught.add(error);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Container {

        @Bean
        Errors errors() {
            return new Errors();
        }

        @Bean
        RedisMessageListenerContainer redisMessageListenerContainer(
                RedisConnectionFactory factory, Errors errors, ObjectProvider<Wrapper> executor) {
            RedisMessageListenerContainer container = new RedisMessageListenerContainer();
            container.setConnectionFactory(factory);
            container.setErrorHandler(errors);
            executor.ifAvailable(wrapper -> container.setTaskExecutor(wrapper.executor()));
            return container;
        }
    }
}
