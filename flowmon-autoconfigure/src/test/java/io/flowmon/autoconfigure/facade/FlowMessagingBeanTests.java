/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.async.AsyncTesting;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Event;
import io.flowmon.core.message.FlowMessage;
import io.flowmon.core.message.FlowMessaging;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("try") // scopes are opened to be closed
class FlowMessagingBeanTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(FlowmonFacadeAutoConfiguration.class, AsyncTesting.AUTO_CONFIGURATION))
            .withBean(RecordingPublisher.class)
            .withBean(CurrentFlow.class, () -> new CurrentFlow(List.of()));

    record Order(String orderId) {}

    @Test
    void message_packedInsideOfAFlow_belongsToIt() {
        runner.run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            FlowContext current = FlowContext.newFlow();
            FlowMessage<Order> message;
            try (CurrentFlow.Scope scope = flow.open(current)) {
                message = context.getBean(FlowMessaging.class).pack(new Order("4711"));
            }
            message.send("QUEUE orders", json -> {});

            assertThat(message.correlationId()).isEqualTo(current.correlationId());
            assertThat(context.getBean(RecordingPublisher.class).events())
                    .extracting(Event::messageType)
                    .containsExactly("Send message");
        });
    }

    @Test
    void content_isWrittenByTheApplicationsMapper() {
        runner.withBean(JsonMapper.class, () -> JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build())
                .run(context -> assertThat(context.getBean(FlowMessaging.class)
                                .pack(new Order("4711"))
                                .toJson())
                        .endsWith("\"content\":{\"order_id\":\"4711\"}}"));
    }

    @Test
    void maxBodySize_boundsWhatAnEventHas() {
        runner.withPropertyValues("flowmon.message.max-body-size=10B").run(context -> {
            context.getBean(FlowMessaging.class).pack("x".repeat(100)).log("sending");

            Event event = context.getBean(RecordingPublisher.class).events().get(0);
            assertThat(Objects.requireNonNull(Objects.requireNonNull(event.serviceParams())
                                    .body())
                            .bytes())
                    .hasSize(10);
        });
    }

    @Test
    void maxBodySize_negative_isRefused() {
        runner.withPropertyValues("flowmon.message.max-body-size=-1B")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void staticMethods_useTheContextsUntilItIsClosed() {
        runner.run(context -> assertThat(FlowMessage.pack("a").content()).isEqualTo("a"));

        assertThatThrownBy(() -> FlowMessage.pack("a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void switchedOff_messagesAreReadAndNothingIsReported() {
        runner.withPropertyValues("flowmon.enabled=false").run(context -> {
            FlowMessaging messaging = context.getBean(FlowMessaging.class);
            FlowMessage<String> message = messaging.unpack(messaging.pack("a").toJson(), String.class);
            message.log("sending");

            assertThat(message.content()).isEqualTo("a");
            assertThat(context.getBean(RecordingPublisher.class).events()).isEmpty();
        });
    }

    @Test
    void applicationsOwn_isLeftAlone() {
        FlowMessaging own = new FlowMessaging(
                new CurrentFlow(List.of()), event -> {}, JsonMapper.shared(), name -> Objects.requireNonNull(null), 0);

        runner.withBean(FlowMessaging.class, () -> own)
                .run(context -> assertThat(context.getBean(FlowMessaging.class)).isSameAs(own));
    }
}
