/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.MessageTypes;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.annotation.EnableRedisListeners;
import org.springframework.data.redis.annotation.RedisListener;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

class RedisListenerAnnotationTests {

    @Test
    void annotatedMethod_worksOnTheContentInItsFlow() {
        RedisContext.withFlowmon("flowmon.redis.channels=annotated")
                .withUserConfiguration(Listening.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    context.getBean(StringRedisTemplate.class).convertAndSend("annotated", "news");

                    Listener listener = context.getBean(Listener.class);
                    assertThat(listener.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("news");
                    RecordingPublisher published = context.getBean(RecordingPublisher.class);
                    await().until(() ->
                            !published.ofType(MessageTypes.END_PROCESSING).isEmpty());
                    assertThat(Objects.requireNonNull(listener.flows.poll()).messageId())
                            .isEqualTo(published
                                    .ofType(MessageTypes.SEND_MESSAGE)
                                    .get(0)
                                    .messageId());
                });
    }

    static class Listener {
        private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final LinkedBlockingQueue<FlowContext> flows = new LinkedBlockingQueue<>();
        private final CurrentFlow flow;

        Listener(CurrentFlow flow) {
            this.flow = flow;
        }

        @RedisListener(topic = "annotated")
        public void hear(String news) {
            flows.add(flow.getOrNew());
            heard.add(news);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableRedisListeners
    static class Listening {

        @Bean
        Listener listener(CurrentFlow flow) {
            return new Listener(flow);
        }

        @Bean
        RedisMessageListenerContainer redisMessageListenerContainer(RedisConnectionFactory factory) {
            RedisMessageListenerContainer container = new RedisMessageListenerContainer();
            container.setConnectionFactory(factory);
            return container;
        }
    }
}
