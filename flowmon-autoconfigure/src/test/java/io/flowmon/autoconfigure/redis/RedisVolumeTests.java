/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.autoconfigure.VolumeTesting;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** What is sent of payloads, which events, and which flows, through a real Redis. */
class RedisVolumeTests {

    private static final String PAYLOAD = "payload";
    private static final String ON_TROUBLE = "flowmon.bodies.mode=on-trouble";
    private static final String PATIENT = "flowmon.bodies.slow=1h";

    private String queue = "";

    @BeforeEach
    void newQueue() {
        queue = "queue-" + UUID.randomUUID();
    }

    @Test
    void onTrouble_allIsWell_sendsSizesAlone() {
        application(VolumeTesting.rules(ON_TROUBLE, PATIENT)).run(context -> {
            sendAndTake(context);

            assertOmitted(context, MessageTypes.SEND_MESSAGE);
            assertOmitted(context, MessageTypes.RECEIVED_MESSAGE);
            assertOmitted(context, MessageTypes.END_PROCESSING);
        });
    }

    @Test
    void onTrouble_slow_sendsItWithTheEnds() {
        application(VolumeTesting.rules(ON_TROUBLE, "flowmon.bodies.slow=1ns")).run(context -> {
            sendAndTake(context);

            assertThat(textOf(context, MessageTypes.SEND_MESSAGE)).isEqualTo(PAYLOAD);
            assertThat(textOf(context, MessageTypes.END_PROCESSING)).isEqualTo(PAYLOAD);
            assertOmitted(context, MessageTypes.RECEIVED_MESSAGE);
        });
    }

    @Test
    void onTrouble_sendThatRedisRefuses_sendsIt() {
        application(VolumeTesting.rules(ON_TROUBLE, PATIENT)).run(context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            redis.opsForValue().set(queue, "no list");

            assertThatThrownBy(() -> redis.opsForList().leftPush(queue, PAYLOAD))
                    .isInstanceOf(DataAccessException.class);

            assertThat(textOf(context, MessageTypes.SEND_MESSAGE)).isEqualTo(PAYLOAD);
        });
    }

    @Test
    void onTrouble_taskOfAPoolFails_sendsItWithTheEndOfProcessing() {
        application(VolumeTesting.rules(ON_TROUBLE, PATIENT)).run(context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            redis.opsForList().leftPush(queue, PAYLOAD);
            redis.opsForList().rightPop(queue);
            context.getBean(ThreadPoolTaskExecutor.class).execute(() -> {
                throw new IllegalStateException("out of stock");
            });
            redis.opsForList().rightPop(queue);

            await().dontCatchUncaughtExceptions().until(() -> !publisher(context)
                    .ofType(MessageTypes.END_PROCESSING)
                    .isEmpty());
            assertThat(textOf(context, MessageTypes.END_PROCESSING)).isEqualTo(PAYLOAD);
            assertOmitted(context, MessageTypes.RECEIVED_MESSAGE);
        });
    }

    @Test
    void never_evenWhenSlow_sendsSizesAlone() {
        application(VolumeTesting.rules("flowmon.bodies.mode=never", "flowmon.bodies.slow=1ns"))
                .run(context -> {
                    sendAndTake(context);

                    assertOmitted(context, MessageTypes.SEND_MESSAGE);
                    assertOmitted(context, MessageTypes.RECEIVED_MESSAGE);
                    assertOmitted(context, MessageTypes.END_PROCESSING);
                });
    }

    @Test
    void override_byDestination_holdsThere() {
        application(VolumeTesting.rules(
                        "flowmon.bodies.overrides[0].redis=queue-*", "flowmon.bodies.overrides[0].mode=never"))
                .run(context -> {
                    sendAndTake(context);

                    assertOmitted(context, MessageTypes.SEND_MESSAGE);
                });
    }

    @Test
    void withoutBeginEvents_theReceiptStays() {
        application(VolumeTesting.rules("flowmon.begin-events=false")).run(context -> {
            sendAndTake(context);

            assertThat(publisher(context).events())
                    .extracting(Event::messageType)
                    .containsExactly(
                            MessageTypes.SEND_MESSAGE, MessageTypes.RECEIVED_MESSAGE, MessageTypes.END_PROCESSING);
        });
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void rateOfTheFlow_travelsInTheEnvelope() {
        application(VolumeTesting.rules("flowmon.sampling.rate=0")).run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            try (CurrentFlow.Scope scope = flow.open(new FlowContext("flow-1", null, 0.25))) {
                context.getBean(StringRedisTemplate.class).opsForList().leftPush(queue, PAYLOAD);
            }
            take(context);

            assertThat(publisher(context).events()).hasSize(4).allSatisfy(event -> assertThat(event.sampleRate())
                    .isEqualTo(0.25));
        });
    }

    @Test
    void plainMessages_beginFlowsThatAreSampledByTheirPlace() {
        application(VolumeTesting.rules(
                        "flowmon.sampling.overrides[0].redis=" + queue, "flowmon.sampling.overrides[0].rate=0"))
                .run(context -> {
                    RedisContext.application().run(plain -> {
                        StringRedisTemplate redis = plain.getBean(StringRedisTemplate.class);
                        redis.opsForList().leftPush(queue, PAYLOAD);
                        redis.opsForList().leftPush(queue + "-other", PAYLOAD);
                    });
                    StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);

                    assertThat(redis.opsForList().rightPop(queue)).isEqualTo(PAYLOAD);
                    assertThat(context.getBean(CurrentFlow.class).get())
                            .extracting(FlowContext::sampled)
                            .isEqualTo(false);
                    redis.opsForList().rightPop(queue);
                    assertThat(publisher(context).events()).isEmpty();

                    assertThat(redis.opsForList().rightPop(queue + "-other")).isEqualTo(PAYLOAD);
                    assertThat(publisher(context).ofType(MessageTypes.RECEIVED_MESSAGE))
                            .hasSize(1);
                });
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void channel_ofAFlowThatIsNotRecorded_goesOnInIt() {
        application(VolumeRules.everything())
                .withPropertyValues("flowmon.redis.channels=" + queue)
                .run(context -> {
                    CurrentFlow flow = context.getBean(CurrentFlow.class);
                    BlockingQueue<FlowContext> heard = new ArrayBlockingQueue<>(1);
                    RedisMessageListenerContainer container = new RedisMessageListenerContainer();
                    container.setConnectionFactory(context.getBean(RedisConnectionFactory.class));
                    container.setTaskExecutor(context.getBean(ThreadPoolTaskExecutor.class));
                    container.addMessageListener(
                            (message, pattern) -> heard.add(flow.getOrNew()), new ChannelTopic(queue));
                    container.afterPropertiesSet();
                    container.start();
                    try (CurrentFlow.Scope scope = flow.open(new FlowContext("flow-1", null, 0))) {
                        context.getBean(StringRedisTemplate.class).convertAndSend(queue, "news");
                        FlowContext listening = heard.poll(10, TimeUnit.SECONDS);

                        assertThat(listening).isNotNull().satisfies(current -> {
                            assertThat(current.correlationId()).isEqualTo("flow-1");
                            assertThat(current.sampled()).isFalse();
                        });
                    } finally {
                        container.stop();
                        container.destroy();
                    }
                    assertThat(publisher(context).events()).isEmpty();
                });
    }

    private void sendAndTake(ApplicationContext context) {
        context.getBean(StringRedisTemplate.class).opsForList().leftPush(queue, PAYLOAD);
        take(context);
    }

    /** Takes the message, and lets go of it by asking for the next one. */
    private void take(ApplicationContext context) {
        StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
        assertThat(redis.opsForList().rightPop(queue)).isEqualTo(PAYLOAD);
        assertThat(redis.opsForList().rightPop(queue)).isNull();
    }

    private static ApplicationContextRunner application(VolumeRules rules) {
        return RedisContext.withFlowmon("flowmon.redis.lists=queue-*").withBean(VolumeRules.class, () -> rules);
    }

    private static RecordingPublisher publisher(ApplicationContext context) {
        return context.getBean(RecordingPublisher.class);
    }

    private static void assertOmitted(ApplicationContext context, String messageType) {
        assertThat(bodyOf(context, messageType)).as(messageType).isNotNull().satisfies(omitted -> {
            assertThat(omitted.omitted()).isTrue();
            assertThat(omitted.bytes()).isEmpty();
            assertThat(omitted.size()).isEqualTo(PAYLOAD.length());
        });
    }

    private static @Nullable String textOf(ApplicationContext context, String messageType) {
        CapturedBody body = bodyOf(context, messageType);
        return body == null ? null : new String(body.bytes(), UTF_8);
    }

    private static @Nullable CapturedBody bodyOf(ApplicationContext context, String messageType) {
        Event event = publisher(context).ofType(messageType).get(0);
        return event.serviceParams() == null ? null : event.serviceParams().body();
    }
}
