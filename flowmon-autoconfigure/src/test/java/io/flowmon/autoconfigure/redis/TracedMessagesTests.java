/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.async.MessagesInHand;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.TraceIds;
import io.flowmon.core.context.Traces;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

class TracedMessagesTests {

    private static final TraceIds SENDER = new TraceIds("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
    private static final TraceIds RECEIVER = new TraceIds("aaf92f3577b34da6a3ce929d0e0e4736", "11f067aa0ba902b7");

    @Test
    void messages_carryTheSpanOfWhoeverSendsAndReceivesThem() {
        RedisContext.withFlowmon("flowmon.redis.lists=traced").run(context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            try (Traces.Registration sending = Traces.register(() -> SENDER)) {
                assertThat(sending).isNotNull();
                redis.opsForList().leftPush("traced", "4711");
            }
            try (Traces.Registration receiving = Traces.register(() -> RECEIVER)) {
                assertThat(receiving).isNotNull();
                assertThat(redis.opsForList().rightPop("traced")).isEqualTo("4711");
            }
            context.getBean(MessagesInHand.class).letGo();

            assertThat(context.getBean(RecordingPublisher.class).events())
                    .hasSize(4)
                    .allSatisfy(event -> assertThat(event.traceId())
                            .isEqualTo(expected(event).traceId()))
                    .allSatisfy(event ->
                            assertThat(event.spanId()).isEqualTo(expected(event).spanId()));
        });
    }

    private static TraceIds expected(Event event) {
        return event.messageType().equals(MessageTypes.SEND_MESSAGE) ? SENDER : RECEIVER;
    }
}
