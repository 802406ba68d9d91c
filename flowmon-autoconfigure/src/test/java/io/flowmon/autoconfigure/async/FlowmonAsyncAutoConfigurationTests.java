/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.ScopeListener;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Role;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

class FlowmonAsyncAutoConfigurationTests {

    private static final FlowContext FLOW = FlowContext.newFlow().handling(UUID.randomUUID());

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(FlowmonAsyncAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
            .withUserConfiguration(Base.class);

    @ParameterizedTest
    @ValueSource(classes = {OnePooledThread.class, NewThreads.class, OwnDecorator.class})
    void task_takesTheFlowAlongAndLeavesNothing(Class<?> executors) {
        runner.withUserConfiguration(executors).run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
            flow.set(FLOW);
            Future<@Nullable FlowContext> inTask = executor.submit((Callable<@Nullable FlowContext>) flow::get);
            flow.set(null);
            Future<@Nullable FlowContext> next = executor.submit((Callable<@Nullable FlowContext>) flow::get);

            assertThat(inTask.get()).isEqualTo(FLOW);
            assertThat(next.get()).isNull();
        });
    }

    @Test
    void executorOfSpringBoot_takesTheFlowAlong() {
        runner.run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            flow.set(FLOW);
            Executor executor = context.getBean(AsyncTaskExecutor.class);
            CompletableFuture<@Nullable FlowContext> inTask = CompletableFuture.supplyAsync(flow::get, executor);
            flow.set(null);

            assertThat(inTask.get()).isEqualTo(FLOW);
        });
    }

    @Test
    void decoratorOfTheUser_stillRunsAroundTheFlow() {
        runner.withUserConfiguration(OwnDecorator.class).run(context -> {
            context.getBean(AsyncTaskExecutor.class).submit(() -> {}).get();

            assertThat(context.getBean(OwnDecorator.class).decorated).hasValue(1);
        });
    }

    @Test
    void decoratorBeanOfTheUser_stillReachesTheExecutorOfSpringBoot() {
        runner.withUserConfiguration(DecoratorBean.class).run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            flow.set(FLOW);
            Future<@Nullable FlowContext> inTask =
                    context.getBean(AsyncTaskExecutor.class).submit((Callable<@Nullable FlowContext>) flow::get);
            flow.set(null);

            assertThat(inTask.get()).isEqualTo(FLOW);
            assertThat(context.getBean(DecoratorBean.class).decorated).hasValue(1);
        });
    }

    @Test
    void wrappedExecutorService_takesTheFlowAlong() {
        runner.run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            ExecutorService own = Executors.newSingleThreadExecutor();
            ExecutorService wrapped = context.getBean(FlowmonExecutors.class).wrap(own);
            flow.set(FLOW);
            Future<@Nullable FlowContext> inTask = wrapped.submit((Callable<@Nullable FlowContext>) flow::get);
            flow.set(null);

            assertThat(inTask.get()).isEqualTo(FLOW);
            wrapped.shutdown();
            assertThat(own.isShutdown()).isTrue();
        });
    }

    @Test
    void taskThatIsRejected_endsItsMessageAsCancelled() {
        runner.withUserConfiguration(OnePooledThread.class).run(context -> {
            MessagesInHand messages = context.getBean(MessagesInHand.class);
            ThreadPoolTaskExecutor executor = context.getBean(ThreadPoolTaskExecutor.class);
            CountDownLatch go = new CountDownLatch(1);
            executor.execute(() -> awaitLatch(go));
            executor.execute(() -> {});
            messages.take(List.of(message()));
            assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(TaskRejectedException.class);
            go.countDown();

            RecordingPublisher publisher = context.getBean(RecordingPublisher.class);
            await().pollInSameThread().until(() -> {
                System.gc();
                messages.letGo();
                return !publisher.ofType(MessageTypes.END_PROCESSING).isEmpty();
            });
            Event end = publisher.ofType(MessageTypes.END_PROCESSING).get(0);
            assertThat(Objects.requireNonNull(end.completion()).outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(publisher.events()).hasSize(3);
        });
    }

    @Test
    void messageTakenInsideATask_endsWithTheTask() {
        runner.withUserConfiguration(OnePooledThread.class).run(context -> {
            MessagesInHand messages = context.getBean(MessagesInHand.class);
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
            Future<?> failing = executor.submit(() -> {
                messages.take(List.of(message()));
                throw new IllegalStateException("no stock");
            });
            assertThatThrownBy(failing::get).hasRootCauseMessage("no stock");
            assertThat(executor.submit((Callable<@Nullable FlowContext>) flow::get)
                            .get())
                    .isNull();

            RecordingPublisher publisher = context.getBean(RecordingPublisher.class);
            Event end = publisher.ofType(MessageTypes.END_PROCESSING).get(0);
            assertThat(Objects.requireNonNull(end.completion()).outcome()).isEqualTo(Outcome.EXCEPTION);
            assertThat(publisher.events()).hasSize(3);
        });
    }

    @Test
    void messageTakenInsideARequest_endsWithIt() {
        runner.run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            RecordingPublisher publisher = context.getBean(RecordingPublisher.class);
            CurrentFlow.Scope request = flow.open(FLOW);
            context.getBean(MessagesInHand.class).take(List.of(message()));
            assertThat(publisher.events()).hasSize(1);

            request.close();

            assertThat(publisher.events()).hasSize(3);
        });
    }

    @Test
    void messageOfAFlowThatIsNotRecorded_isNotReported() {
        runner.run(context -> {
            MessagesInHand messages = context.getBean(MessagesInHand.class);
            ReceivedMessage message = message();
            messages.take(List.of(new ReceivedMessage(
                    message.action(),
                    new FlowContext("c", UUID.randomUUID(), false),
                    message.endpoint(),
                    null,
                    null,
                    false,
                    message.stored(),
                    message.content())));
            messages.letGo();

            assertThat(context.getBean(RecordingPublisher.class).events()).isEmpty();
        });
    }

    @Test
    void switchedOff_leavesExecutorsAlone() {
        runner.withPropertyValues("flowmon.enabled=false").run(context -> assertThat(context)
                .doesNotHaveBean(ExecutorPostProcessor.class)
                .doesNotHaveBean(MessagesInHand.class)
                .doesNotHaveBean(FlowmonExecutors.class));
    }

    private static ReceivedMessage message() {
        FlowContext context = FlowContext.newFlow().handling(UUID.randomUUID());
        Action action = Action.begin(context, Role.RECEIVER, context.messageId(), null);
        return new ReceivedMessage(action, context, "LIST q", null, null, false, new byte[0], new byte[0]);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
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

    @Configuration(proxyBeanMethods = false)
    static class OnePooledThread {

        @Bean
        ThreadPoolTaskExecutor workers() {
            ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor();
            workers.setCorePoolSize(1);
            workers.setMaxPoolSize(1);
            workers.setQueueCapacity(1);
            return workers;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NewThreads {

        @Bean
        SimpleAsyncTaskExecutor workers() {
            return new SimpleAsyncTaskExecutor();
        }
    }

    @Configuration
    static class OwnDecorator {

        private final AtomicInteger decorated = new AtomicInteger();

        @Bean
        ThreadPoolTaskExecutor workers() {
            ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor();
            workers.setTaskDecorator(task -> {
                decorated.incrementAndGet();
                return task;
            });
            return workers;
        }
    }

    @Configuration
    static class DecoratorBean {

        private final AtomicInteger decorated = new AtomicInteger();

        @Bean
        TaskDecorator ownDecorator() {
            return task -> {
                decorated.incrementAndGet();
                return task;
            };
        }
    }
}
