/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.async.AsyncBase.Seen;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;

class AsyncMethodTests {

    private final ApplicationContextRunner runner = AsyncBase.runner().withBean(Worker.class);

    @ParameterizedTest
    @ValueSource(classes = {DefaultExecutor.class, ExecutorThatIsNoBean.class})
    void method_takesTheFlowAlongAndLeavesNothing(Class<?> configuration) {
        runner.withUserConfiguration(configuration).run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            Worker worker = context.getBean(Worker.class);
            FlowContext own = AsyncBase.newFlow();
            flow.set(own);
            CompletableFuture<Seen> inMethod = worker.look();
            worker.fail();
            flow.set(null);

            assertThat(inMethod.get()).isEqualTo(Seen.of(own));
            assertThat(worker.look().get()).isEqualTo(Seen.nothing());
        });
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "There are no virtual threads before.")
    void virtualThread_takesTheFlowAlong() {
        runner.withUserConfiguration(DefaultExecutor.class)
                .withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context -> {
                    CurrentFlow flow = context.getBean(CurrentFlow.class);
                    FlowContext own = AsyncBase.newFlow();
                    flow.set(own);
                    CompletableFuture<Seen> inMethod =
                            context.getBean(Worker.class).look();
                    CompletableFuture<String> thread =
                            context.getBean(Worker.class).thread();
                    flow.set(null);

                    assertThat(inMethod.get()).isEqualTo(Seen.of(own));
                    assertThat(thread.get()).startsWith("VirtualThread");
                });
    }

    @Test
    void methodThatWorksOnAMessage_endsItAndTellsItsFailure() {
        runner.withUserConfiguration(ExecutorThatIsNoBean.class).run(context -> {
            MessagesInHand messages = context.getBean(MessagesInHand.class);
            RecordingPublisher publisher = context.getBean(RecordingPublisher.class);
            messages.take(List.of(AsyncBase.newMessage()));
            context.getBean(Worker.class).fail();
            messages.letGo();

            await().until(() -> !publisher.ofType(MessageTypes.END_PROCESSING).isEmpty());
            Event end = publisher.ofType(MessageTypes.END_PROCESSING).get(0);
            assertThat(Objects.requireNonNull(end.completion()).outcome()).isEqualTo(Outcome.EXCEPTION);
        });
    }

    @Test
    void callThatIsRejected_endsItsMessageAndKeepsTheCallersFlow() {
        runner.withUserConfiguration(RejectingExecutor.class).run(context -> {
            MessagesInHand messages = context.getBean(MessagesInHand.class);
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            RecordingPublisher publisher = context.getBean(RecordingPublisher.class);
            ReceivedMessage message = AsyncBase.newMessage();
            messages.take(List.of(message));
            assertThatThrownBy(() -> context.getBean(Worker.class).look()).isInstanceOf(TaskRejectedException.class);

            assertThat(Seen.by(flow)).isEqualTo(Seen.of(message.context()));
            messages.letGo();
            assertThat(publisher.ofType(MessageTypes.END_PROCESSING)).hasSize(1);
            assertThat(Seen.by(flow)).isEqualTo(Seen.nothing());
        });
    }

    static class Worker {

        private final CurrentFlow flow;

        Worker(CurrentFlow flow) {
            this.flow = flow;
        }

        @Async
        CompletableFuture<Seen> look() {
            return CompletableFuture.completedFuture(Seen.by(flow));
        }

        @Async
        CompletableFuture<String> thread() {
            return CompletableFuture.completedFuture(Thread.currentThread().toString());
        }

        @Async
        void fail() {
            throw new IllegalStateException("no stock");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class DefaultExecutor {}

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class ExecutorThatIsNoBean {

        @Bean
        AsyncConfigurer configurer() {
            Executor executor = Executors.newSingleThreadExecutor();
            return new AsyncConfigurer() {
                @Override
                public Executor getAsyncExecutor() {
                    return executor;
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class RejectingExecutor {

        @Bean
        AsyncConfigurer configurer() {
            return new AsyncConfigurer() {
                @Override
                public Executor getAsyncExecutor() {
                    return task -> {
                        throw new RejectedExecutionException("full");
                    };
                }
            };
        }
    }
}
