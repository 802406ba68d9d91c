/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.Flowmon;
import io.flowmon.autoconfigure.async.AsyncTesting;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.ScopeListener;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Role;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@SuppressWarnings("try") // scopes are opened to be closed
class FlowmonFacadeAutoConfigurationTests {

    private static final Object UNTOUCHED = new Object();

    private final ApplicationContextRunner switchedOff = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FlowmonFacadeAutoConfiguration.class))
            .withBean(PriceService.class)
            .withPropertyValues("flowmon.enabled=false");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(FlowmonFacadeAutoConfiguration.class, AsyncTesting.AUTO_CONFIGURATION))
            .withUserConfiguration(Base.class)
            .withBean(PriceService.class);

    @Test
    void replay_isThatOfTheMessageInHand() {
        runner.run(context -> {
            Flowmon flowmon = context.getBean(Flowmon.class);
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            assertThat(flowmon.replay()).isFalse();
            FlowContext again =
                    FlowContext.newFlow().handling(UUID.randomUUID()).replay(true);
            try (CurrentFlow.Scope scope = flow.open(again)) {
                assertThat(flowmon.replay()).isTrue();
                assertThat(flowmon.wrap((Callable<Boolean>) flowmon::replay).call())
                        .isTrue();
            }
            try (CurrentFlow.Scope scope = flow.open(again.handling(UUID.randomUUID()))) {
                assertThat(flowmon.replay())
                        .as("what it sent is another message")
                        .isFalse();
            }
        });
        switchedOff.run(
                context -> assertThat(context.getBean(Flowmon.class).replay()).isFalse());
    }

    @Test
    void example_isOneFlowWithItsStepsKeysAndThreads() {
        runner.run(context -> {
            ExecutorService executor = Executors.newSingleThreadExecutor();
            try {
                assertThat(context.getBean(PriceService.class).price("4711", executor))
                        .isEqualTo(42);
            } finally {
                executor.shutdown();
            }

            RecordingPublisher publisher = context.getBean(RecordingPublisher.class);
            assertThat(publisher.events())
                    .extracting(Event::messageType)
                    .containsExactly(
                            "Begin price order",
                            "Begin price basket",
                            "End price basket",
                            "stock reserved",
                            "shipping asked",
                            "End price order");
            assertThat(publisher.events())
                    .extracting(Event::correlationId)
                    .containsOnly(publisher.events().get(0).correlationId());
            assertThat(publisher.events()).extracting(Event::role).containsOnly(Role.INTERNAL);
            assertThat(publisher.events().get(0).businessKeys()).isEmpty();
            assertThat(publisher.events().subList(1, 6))
                    .allSatisfy(event -> assertThat(event.businessKeys()).isEqualTo(Map.of("order_id", "4711")));
            assertThat(Objects.requireNonNull(publisher.events().get(3).serviceParams())
                            .others())
                    .isEqualTo(Map.of("article", "A-1", "pieces", 2));
            assertThat(context.getBean(CurrentFlow.class).get()).isNull();
        });
    }

    @Test
    void step_insideAMessage_belongsToItAndIsOneAction() {
        runner.run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            FlowContext current = FlowContext.newFlow().handling(UUID.randomUUID());
            try (CurrentFlow.Scope scope = flow.open(current)) {
                context.getBean(Flowmon.class)
                        .step("look", () -> assertThat(flow.get()).isSameAs(current));
            }

            RecordingPublisher publisher = context.getBean(RecordingPublisher.class);
            assertThat(publisher.events()).hasSize(2).allSatisfy(event -> {
                assertThat(event.correlationId()).isEqualTo(current.correlationId());
                assertThat(event.messageId()).isEqualTo(current.messageId());
                assertThat(event.endpoint()).isEqualTo("STEP look");
            });
            assertThat(publisher.events().get(0).actionId())
                    .isNotNull()
                    .isEqualTo(publisher.events().get(1).actionId());
        });
    }

    @Test
    void step_thatThrows_isRecordedAndThrowsTheSame() {
        runner.run(context -> {
            IOException failure = new IOException("no stock");
            Flowmon flowmon = context.getBean(Flowmon.class);
            assertThatThrownBy(() -> flowmon.step("reserve", () -> {
                        throw failure;
                    }))
                    .isSameAs(failure);

            Event end = context.getBean(RecordingPublisher.class)
                    .ofType("End reserve")
                    .get(0);
            assertThat(Objects.requireNonNull(end.completion()).outcome()).isEqualTo(Outcome.EXCEPTION);
            assertThat(Objects.requireNonNull(end.completion().error()).message())
                    .isEqualTo("no stock");
        });
    }

    @Test
    void annotatedMethod_withoutAName_isCalledByClassAndMethodAndThrowsTheSame() {
        runner.run(context -> {
            PriceService service = context.getBean(PriceService.class);
            assertThatThrownBy(service::reject).isExactlyInstanceOf(PriceService.OutOfStockException.class);

            assertThat(context.getBean(RecordingPublisher.class).events())
                    .extracting(Event::messageType)
                    .containsExactly("Begin PriceService.reject", "End PriceService.reject");
        });
    }

    @Test
    void beanWithoutAnnotation_isNotProxied() {
        runner.withBean("plain", Object.class, () -> UNTOUCHED)
                .run(context -> assertThat(context.getBean("plain")).isSameAs(UNTOUCHED));
    }

    @Test
    void flowThatIsNotRecorded_staysSilent() {
        runner.run(context -> {
            Flowmon flowmon = context.getBean(Flowmon.class);
            FlowContext silent = new FlowContext("silent", null, false);
            try (CurrentFlow.Scope scope = context.getBean(CurrentFlow.class).open(silent)) {
                flowmon.log("hello");
                assertThat(flowmon.<Integer, RuntimeException>step("count", () -> 1))
                        .isEqualTo(1);
            }
            assertThat(context.getBean(RecordingPublisher.class).events()).isEmpty();
        });
    }

    @Test
    void callable_takesTheFlowAlongEachTimeAndThrowsTheSame() {
        runner.run(context -> {
            Flowmon flowmon = context.getBean(Flowmon.class);
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            IOException failure = new IOException("gone");
            Callable<String> working;
            Callable<String> failing;
            try (CurrentFlow.Scope scope = flow.open(new FlowContext("flow-1", null, true))) {
                working = flowmon.wrap(
                        (Callable<String>) () -> flowmon.correlationId().orElse("none"));
                failing = flowmon.wrap((Callable<String>) () -> {
                    throw failure;
                });
            }
            assertThat(working.call()).isEqualTo("flow-1");
            assertThat(working.call()).isEqualTo("flow-1");
            assertThat(flowmon.correlationId()).isEmpty();
            assertThatThrownBy(failing::call).isSameAs(failure);
        });
    }

    @Test
    void log_withoutAFlow_isAFlowOfItsOwnAndLeavesNone() {
        runner.run(context -> {
            Flowmon flowmon = context.getBean(Flowmon.class);
            flowmon.businessKey("order_id", "lost");
            flowmon.log("started");

            assertThat(context.getBean(RecordingPublisher.class).events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.businessKeys()).isEmpty());
            assertThat(flowmon.correlationId()).isEmpty();
        });
    }

    @Test
    void switchedOff_facadeIsThereAndDoesNothing() {
        switchedOff.run(context -> {
            Flowmon flowmon = context.getBean(Flowmon.class);
            Runnable task = () -> {};
            assertThat(context.getBean(PriceService.class).price("4711", Runnable::run))
                    .isEqualTo(42);
            assertThat(flowmon.correlationId()).isEmpty();
            assertThat(flowmon.wrap(task)).isSameAs(task);
            assertThat(AopUtils.isAopProxy(context.getBean(PriceService.class))).isFalse();
        });
    }

    @Test
    void facadeOfTheApplication_isUsed() {
        Flowmon own = new NoFlowmon();
        runner.withBean("own", Flowmon.class, () -> own)
                .run(context -> assertThat(context.getBean(Flowmon.class)).isSameAs(own));
    }

    @Configuration(proxyBeanMethods = false)
    static class Base {

        @Bean
        CurrentFlow currentFlow(ObjectProvider<ScopeListener> listeners) {
            return new CurrentFlow(listeners.orderedStream().toList());
        }

        @Bean
        RecordingPublisher recordingPublisher() {
            return new RecordingPublisher();
        }
    }
}
