/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.SubscriptionListener;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.PatternTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.data.redis.listener.Topic;
import org.springframework.data.redis.listener.adapter.MessageListenerAdapter;
import org.springframework.util.ErrorHandler;

/** Channels on a real Redis, from PUBLISH to the listeners of a container. */
class ChannelTests {

    private static final String CHANNELS = "flowmon.redis.channels=news-*";

    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private String channel = "";

    @BeforeEach
    void newChannel() {
        channel = "news-" + UUID.randomUUID();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void publishedMessage_isHeardAsContentAndReported(String client) {
        run(client, context -> {
            listen(context, new ChannelTopic(channel));
            publish(context, "{\"a\": 1}");

            Heard message = next();
            assertThat(message.text()).isEqualTo("{\"a\": 1}");
            assertThat(message.source()).isEqualTo(channel);
            Event send = only(context, MessageTypes.SEND_MESSAGE);
            assertThat(send.endpoint()).isEqualTo("CHANNEL " + channel);
            assertThat(receivers(send)).isEqualTo(1L);
            List<Event> triple = awaitTriples(context, 1);
            assertThat(triple).allSatisfy(event -> {
                assertThat(event.correlationId()).isEqualTo(send.correlationId());
                assertThat(event.messageId()).isEqualTo(send.messageId());
                assertThat(event.endpoint()).isEqualTo("CHANNEL " + channel);
                assertThat(event.actionId()).isEqualTo(triple.get(0).actionId());
            });
            assertThat(Objects.requireNonNull(message.flow()).messageId()).isEqualTo(send.messageId());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void patternSubscription_hearsContentWithItsPattern(String client) {
        run(client, context -> {
            listen(context, new PatternTopic(channel + "*"));
            channel += ".sport";
            publish(context, "goal");

            Heard message = next();
            assertThat(message.text()).isEqualTo("goal");
            assertThat(message.source()).endsWith("*");
            assertThat(awaitTriples(context, 1)).extracting(Event::endpoint).containsOnly("CHANNEL " + channel);
        });
    }

    @Test
    void severalSubscriptions_areAsManyReceiptsAsReceivers() {
        run("lettuce", context -> {
            listen(context, new ChannelTopic(channel));
            listen(context, new ChannelTopic(channel));
            listen(context, new PatternTopic(channel + "*"));
            publish(context, "news");

            assertThat(Stream.of(next(), next(), next()).map(Heard::text)).containsOnly("news");
            long receivers = receivers(only(context, MessageTypes.SEND_MESSAGE));
            assertThat(receivers).isEqualTo(2);
            awaitTriples(context, (int) receivers);
        });
    }

    @Test
    void nobodyListening_isNoFailure() {
        run("lettuce", context -> {
            publish(context, "news");
            Event send = only(context, MessageTypes.SEND_MESSAGE);
            assertThat(Objects.requireNonNull(send.completion()).outcome()).isEqualTo(Outcome.OK);
            assertThat(receivers(send)).isZero();
        });
    }

    /** Jedis refuses to publish in a pipeline. */
    @Test
    void publishInAPipeline_tellsReceiversInItsPlace() {
        run("lettuce", context -> {
            listen(context, new ChannelTopic(channel));
            List<Object> results = context.getBean(StringRedisTemplate.class)
                    .executePipelined((RedisConnection redis) -> {
                        redis.stringCommands().get(bytes("nothing"));
                        redis.publish(bytes(channel), bytes("a"));
                        redis.publish(bytes("other-" + channel), bytes("b"));
                        return nothing();
                    });
            assertThat(results).containsExactly(null, 1L, 0L);
            assertThat(next().text()).isEqualTo("a");
            assertThat(receivers(only(context, MessageTypes.SEND_MESSAGE))).isEqualTo(1);
        });
    }

    @Test
    void binaryContent_isHeardByteForByte() {
        run("lettuce", context -> {
            LinkedBlockingQueue<byte[]> bodies = new LinkedBlockingQueue<>();
            container(context).addMessageListener((message, pattern) -> bodies.add(message.getBody()), topic());
            byte[] payload = {0, -1, -128, 127, '{', 10};
            connected(context, redis -> redis.publish(bytes(channel), payload));
            assertThat(poll(bodies)).isEqualTo(payload);
        });
    }

    @Test
    void otherChannels_carryTheVeryBytes() {
        run("lettuce", context -> {
            channel = "other-" + channel;
            listen(context, new ChannelTopic(channel));
            publish(context, "{\"a\": 1}");
            assertThat(next()).isEqualTo(new Heard("{\"a\": 1}", channel, null));
            assertThat(context.getBean(RecordingPublisher.class).events()).isEmpty();
        });
    }

    @Test
    void failingListener_isReportedAndLeftToTheErrorHandler() {
        run("lettuce", context -> {
            IllegalStateException failure = new IllegalStateException("no news");
            container(context)
                    .addMessageListener(
                            (message, pattern) -> {
                                throw failure;
                            },
                            topic());
            publish(context, "news");

            assertThat(poll(context.getBean(Errors.class).caught)).isSameAs(failure);
            Event end = awaitTriples(context, 1).get(2);
            assertThat(Objects.requireNonNull(end.completion()).outcome()).isEqualTo(Outcome.EXCEPTION);
            assertThat(Objects.requireNonNull(end.completion().error()).type()).contains("IllegalStateException");
        });
    }

    @Test
    void listenersOfOneThread_leaveNoFlowBehind() {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            run("lettuce", one, context -> {
                listen(context, new ChannelTopic(channel));
                publish(context, "a");
                publish(context, "b");
                Heard a = next();
                Heard b = next();
                assertThat(a.flow()).isNotNull().isNotEqualTo(b.flow());
                assertThat(one.submit(() -> context.getBean(CurrentFlow.class).get())
                                .get(10, TimeUnit.SECONDS))
                        .isNull();
            });
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void whatAListenerSends_isTheMessagesChild() {
        run("lettuce", context -> {
            String next = "news-next-" + channel;
            container(context)
                    .addMessageListener(
                            (message, pattern) ->
                                    context.getBean(StringRedisTemplate.class).convertAndSend(next, "second"),
                            topic());
            publish(context, "first");

            await().until(() -> events(context, MessageTypes.SEND_MESSAGE).size() == 2);
            Event first = sentTo(context, channel);
            Event second = sentTo(context, next);
            assertThat(second.correlationId()).isEqualTo(first.correlationId());
            assertThat(second.parentMessageId()).isEqualTo(first.messageId());
        });
    }

    @Test
    void listenerAdapter_convertsTheContent() {
        run("lettuce", context -> {
            MessageListenerAdapter adapter = new MessageListenerAdapter(new Reader(), "read");
            adapter.afterPropertiesSet();
            container(context).addMessageListener(adapter, topic());
            publish(context, "converted");
            assertThat(next().text()).isEqualTo("converted");
            awaitTriples(context, 1);
        });
    }

    @Test
    void listenerOfTheConnectionItself_hearsContentAndAcknowledgements() {
        run("lettuce", context -> {
            Acknowledged listener = new Acknowledged();
            try (RedisConnection redis =
                    context.getBean(RedisConnectionFactory.class).getConnection()) {
                redis.subscribe(listener, bytes(channel));
                assertThat(poll(listener.subscribed)).isEqualTo(channel);
                publish(context, "direct");
                assertThat(poll(listener.messages)).isEqualTo("direct");
            }
            awaitTriples(context, 1);
        });
    }

    @Test
    void removedListener_hearsNothingMore() {
        run("lettuce", context -> {
            MessageListener removed = (message, pattern) -> heard.add(new Heard("removed", "", null));
            container(context).addMessageListener(removed, topic());
            listen(context, new ChannelTopic(channel));
            container(context).removeMessageListener(removed);
            publish(context, "news");
            assertThat(next().text()).isEqualTo("news");
            awaitTriples(context, 1);
            assertThat(heard).isEmpty();
        });
    }

    @Test
    void plainChannel_getsPlainMessages() {
        List<String> wire = new ArrayList<>();
        run("lettuce", null, List.of("flowmon.redis.plain=news-*"), context -> {
            wire.add(onTheWire(context));
            assertThat(only(context, MessageTypes.SEND_MESSAGE).messageId()).isNull();
        });
        assertThat(wire).containsExactly("{\"a\": 1}");
    }

    @Test
    void channelOfAPattern_carriesEnvelopes() {
        run("lettuce", context -> assertThat(onTheWire(context))
                .startsWith("{\"flowmon\":{")
                .endsWith(",\"content\":{\"a\": 1}}"));
    }

    @Test
    void switchedOff_unwrapsAndDoesNothingElse() {
        run("lettuce", null, List.of("flowmon.enabled=false"), off -> {
            listen(off, new ChannelTopic(channel));
            run("lettuce", on -> publish(on, "wrapped"));
            publish(off, "plain");
            assertThat(next()).isEqualTo(new Heard("wrapped", channel, null));
            assertThat(next()).isEqualTo(new Heard("plain", channel, null));
            assertThat(off.getBean(RecordingPublisher.class).events()).isEmpty();
        });
    }

    /** What an application without flowmon hears. */
    private String onTheWire(ApplicationContext sender) {
        List<String> wire = new ArrayList<>();
        RedisContext.application().withUserConfiguration(Container.class).run(plain -> {
            LinkedBlockingQueue<String> bodies = new LinkedBlockingQueue<>();
            container(plain).addMessageListener((message, pattern) -> bodies.add(text(message.getBody())), topic());
            publish(sender, "{\"a\": 1}");
            wire.add(poll(bodies));
        });
        return wire.get(0);
    }

    private void listen(ApplicationContext context, Topic topic) {
        container(context)
                .addMessageListener(
                        (message, source) -> heard.add(new Heard(
                                text(message.getBody()),
                                text(Objects.requireNonNull(source)),
                                context.getBean(CurrentFlow.class).get())),
                        topic);
    }

    private ChannelTopic topic() {
        return new ChannelTopic(channel);
    }

    private void publish(ApplicationContext context, String text) {
        context.getBean(StringRedisTemplate.class).convertAndSend(channel, text);
    }

    private Heard next() {
        return poll(heard);
    }

    private static <T> T poll(LinkedBlockingQueue<T> queue) {
        try {
            return Objects.requireNonNull(queue.poll(10, TimeUnit.SECONDS), "nothing heard");
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static RedisMessageListenerContainer container(ApplicationContext context) {
        return context.getBean(RedisMessageListenerContainer.class);
    }

    private static void connected(ApplicationContext context, Consumer<RedisConnection> work) {
        try (RedisConnection redis =
                context.getBean(RedisConnectionFactory.class).getConnection()) {
            work.accept(redis);
        }
    }

    private static List<Event> events(ApplicationContext context, String type) {
        return context.getBean(RecordingPublisher.class).ofType(type);
    }

    private static Event only(ApplicationContext context, String type) {
        await().untilAsserted(() -> assertThat(events(context, type)).hasSize(1));
        return events(context, type).get(0);
    }

    private Event sentTo(ApplicationContext context, String name) {
        return events(context, MessageTypes.SEND_MESSAGE).stream()
                .filter(event -> name.equals(event.peer()))
                .findFirst()
                .orElseThrow();
    }

    private static long receivers(Event send) {
        return (Long) Objects.requireNonNull(
                Objects.requireNonNull(send.result()).others().get("receivers"));
    }

    /** The receivers' events, by type, once they are all there. */
    private static List<Event> awaitTriples(ApplicationContext context, int count) {
        List<String> types =
                List.of(MessageTypes.RECEIVED_MESSAGE, MessageTypes.START_PROCESSING, MessageTypes.END_PROCESSING);
        await().untilAsserted(() -> assertThat(types)
                .allSatisfy(type -> assertThat(events(context, type)).hasSize(count)));
        return types.stream().flatMap(type -> events(context, type).stream()).toList();
    }

    private void run(String client, ThrowingConsumer test) {
        run(client, null, test);
    }

    private void run(String client, @Nullable Executor executor, ThrowingConsumer test) {
        run(client, executor, List.of(), test);
    }

    private void run(String client, @Nullable Executor executor, List<String> properties, ThrowingConsumer test) {
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

    @SuppressWarnings("NullAway") // a pipeline demands null of its callback
    private static Object nothing() {
        return null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private interface ThrowingConsumer {
        void accept(ApplicationContext context) throws Exception;
    }

    private record Heard(
            String text, String source, @Nullable FlowContext flow) {}

    /** Not itself an executor bean, as an application's own executor is not either. */
    record Wrapper(Executor executor) {}

    final class Reader {
        public void read(String text, String source) {
            heard.add(new Heard(text, source, null));
        }
    }

    static final class Errors implements ErrorHandler {
        private final LinkedBlockingQueue<Throwable> caught = new LinkedBlockingQueue<>();

        @Override
        public void handleError(Throwable error) {
            caught.add(error);
        }
    }

    static final class Acknowledged implements MessageListener, SubscriptionListener {
        private final LinkedBlockingQueue<String> subscribed = new LinkedBlockingQueue<>();
        private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();

        @Override
        public void onMessage(Message message, byte @Nullable [] pattern) {
            messages.add(text(message.getBody()));
        }

        @Override
        public void onChannelSubscribed(byte[] channel, long count) {
            subscribed.add(text(channel));
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
