/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.SubscriptionListener;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.adapter.MessageListenerAdapter;

/** What becomes of the listeners that a container calls. */
class ChannelListenerTests extends ChannelFixture {

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

    private Event sentTo(ApplicationContext context, String name) {
        return events(context, MessageTypes.SEND_MESSAGE).stream()
                .filter(event -> name.equals(event.peer()))
                .findFirst()
                .orElseThrow();
    }

    final class Reader {
        public void read(String text, String source) {
            heard.add(new Heard(text, source, null));
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
}
