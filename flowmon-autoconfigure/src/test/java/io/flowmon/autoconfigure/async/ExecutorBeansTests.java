/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.async.AsyncBase.Seen;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class ExecutorBeansTests {

    static Stream<Arguments> executors() {
        return Stream.of(
                bean(ThreadPoolTaskExecutor.class, ThreadPoolTaskExecutor::new),
                bean(ThreadPoolTaskExecutor.class, ExecutorBeansTests::initializedByHand),
                bean(SimpleAsyncTaskExecutor.class, SimpleAsyncTaskExecutor::new),
                bean(ConcurrentTaskExecutor.class, () -> new ConcurrentTaskExecutor(oneThread())),
                bean(TaskExecutorAdapter.class, () -> new TaskExecutorAdapter(oneThread())),
                bean(ThreadPoolTaskScheduler.class, ThreadPoolTaskScheduler::new),
                bean(OwnExecutor.class, OwnExecutor::new),
                bean(Executor.class, () -> task -> new Thread(task).start()),
                bean(Executor.class, ExecutorBeansTests::advised),
                bean(ExecutorService.class, ExecutorBeansTests::oneThread),
                bean(ScheduledExecutorService.class, Executors::newSingleThreadScheduledExecutor),
                bean(ThreadPoolExecutor.class, () -> (ThreadPoolExecutor) Executors.newFixedThreadPool(1)),
                bean(ScheduledThreadPoolExecutor.class, () -> new ScheduledThreadPoolExecutor(1)),
                bean(ForkJoinPool.class, () -> new ForkJoinPool(1)));
    }

    private static <T> Arguments bean(Class<T> type, Supplier<T> supplier) {
        return Arguments.of(type, supplier);
    }

    @ParameterizedTest
    @MethodSource("executors")
    <T extends Executor> void beanOfThatClass_takesTheFlowAlongAndLeavesNothing(Class<T> type, Supplier<T> supplier) {
        AsyncBase.runner().withBean("workers", type, supplier).run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            T executor = context.getBean("workers", type);
            FlowContext own = AsyncBase.newFlow();
            Future<Seen> before = execute(executor, () -> Seen.by(flow));
            flow.set(own);
            Future<Seen> inTask = execute(executor, () -> Seen.by(flow));
            Future<Seen> failing = execute(executor, () -> {
                throw new IllegalStateException("no stock");
            });
            CompletableFuture<Seen> chained = CompletableFuture.supplyAsync(() -> Seen.by(flow), executor);
            flow.set(null);
            Future<Seen> after = execute(executor, () -> Seen.by(flow));

            assertThat(before.get()).isEqualTo(Seen.nothing());
            assertThat(inTask.get()).isEqualTo(Seen.of(own));
            assertThat(chained.get()).isEqualTo(Seen.of(own));
            assertThatThrownBy(failing::get).hasRootCauseMessage("no stock");
            assertThat(after.get()).isEqualTo(Seen.nothing());
        });
    }

    @Test
    void everyWayToHandOver_takesTheFlowAlong() {
        AsyncBase.runner()
                .withBean("workers", ScheduledThreadPoolExecutor.class, () -> new ScheduledThreadPoolExecutor(1))
                .run(context -> {
                    CurrentFlow flow = context.getBean(CurrentFlow.class);
                    ScheduledThreadPoolExecutor executor = context.getBean(ScheduledThreadPoolExecutor.class);
                    FlowContext own = AsyncBase.newFlow();
                    Callable<Seen> look = () -> Seen.by(flow);
                    flow.set(own);
                    List<Future<Seen>> all = executor.invokeAll(List.of(look, look));
                    Seen any = executor.invokeAny(List.of(look));
                    Future<Seen> delayed = executor.schedule(look, 1, TimeUnit.MILLISECONDS);
                    CompletableFuture<Seen> repeated = new CompletableFuture<>();
                    Future<?> repeating =
                            executor.scheduleAtFixedRate(() -> repeated.complete(Seen.by(flow)), 0, 1, TimeUnit.DAYS);
                    flow.set(null);

                    assertThat(all).allSatisfy(seen -> assertThat(seen.get()).isEqualTo(Seen.of(own)));
                    assertThat(any).isEqualTo(Seen.of(own));
                    assertThat(delayed.get()).isEqualTo(Seen.of(own));
                    assertThat(repeated.get()).isEqualTo(Seen.nothing());
                    repeating.cancel(true);
                });
    }

    @Test
    void laterWorkOfAScheduler_isNoPartOfTheFlow() {
        AsyncBase.runner()
                .withBean("workers", ThreadPoolTaskScheduler.class, ThreadPoolTaskScheduler::new)
                .run(context -> {
                    CurrentFlow flow = context.getBean(CurrentFlow.class);
                    ThreadPoolTaskScheduler scheduler = context.getBean(ThreadPoolTaskScheduler.class);
                    CompletableFuture<Seen> later = new CompletableFuture<>();
                    flow.set(AsyncBase.newFlow());
                    Future<?> scheduled = scheduler.schedule(
                            () -> later.complete(Seen.by(flow)),
                            scheduler.getClock().instant().plusMillis(50));
                    flow.set(null);

                    assertThat(later.get()).isEqualTo(Seen.nothing());
                    assertThat(scheduled).isNotNull();
                });
    }

    @Test
    void rejectedAndCancelledTasks_leaveNothing() {
        AsyncBase.runner()
                .withBean("workers", ThreadPoolTaskExecutor.class, ExecutorBeansTests::onePooledThread)
                .run(context -> {
                    CurrentFlow flow = context.getBean(CurrentFlow.class);
                    ThreadPoolTaskExecutor executor = context.getBean(ThreadPoolTaskExecutor.class);
                    CountDownLatch busy = new CountDownLatch(1);
                    CountDownLatch never = new CountDownLatch(1);
                    flow.set(AsyncBase.newFlow());
                    Future<?> cancelled = executor.submit(() -> {
                        busy.countDown();
                        never.await();
                        return true;
                    });
                    busy.await();
                    executor.execute(() -> {});
                    assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
                    assertThat(Seen.by(flow).flow()).isNotNull();
                    flow.set(null);
                    cancelled.cancel(true);
                    executor.getThreadPoolExecutor().getQueue().clear();

                    assertThat(execute(executor, () -> Seen.by(flow)).get()).isEqualTo(Seen.nothing());
                });
    }

    @Test
    void messageThatATaskPopped_isNoLongerCurrentForTheNextTask() {
        AsyncBase.runner()
                .withBean("workers", ExecutorService.class, ExecutorBeansTests::oneThread)
                .run(context -> {
                    CurrentFlow flow = context.getBean(CurrentFlow.class);
                    MessagesInHand messages = context.getBean(MessagesInHand.class);
                    ExecutorService executor = context.getBean(ExecutorService.class);
                    ReceivedMessage message = AsyncBase.newMessage();
                    Future<Seen> popping = executor.submit(() -> {
                        messages.take(List.of(message));
                        return Seen.by(flow);
                    });

                    assertThat(popping.get()).isEqualTo(Seen.of(message.context()));
                    assertThat(executor.submit(() -> Seen.by(flow)).get()).isEqualTo(Seen.nothing());
                });
    }

    @Test
    void taskThatWaits_canBeTakenBack() {
        AsyncBase.runner()
                .withBean(
                        "workers", ThreadPoolExecutor.class, () -> (ThreadPoolExecutor) Executors.newFixedThreadPool(1))
                .run(context -> {
                    ThreadPoolExecutor executor = context.getBean(ThreadPoolExecutor.class);
                    CountDownLatch go = new CountDownLatch(1);
                    Runnable waiting = () -> {};
                    Future<Boolean> busy = executor.submit(() -> go.await(1, TimeUnit.MINUTES));
                    executor.execute(waiting);

                    assertThat(executor.getQueue()).hasSize(1);
                    assertThat(executor.remove(waiting)).isTrue();
                    go.countDown();
                    assertThat(busy.get()).isTrue();
                });
    }

    @Test
    void executorThatOrdersItsTasks_isLeftAlone() {
        ThreadPoolExecutor ordering = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new PriorityBlockingQueue<>());
        AsyncBase.runner()
                .withBean("workers", ThreadPoolExecutor.class, () -> ordering)
                .run(context ->
                        assertThat(context.getBean(ThreadPoolExecutor.class)).isSameAs(ordering));
    }

    @Test
    void executorOfAFinalClass_isLeftAlone() {
        FinalExecutor own = new FinalExecutor();
        AsyncBase.runner()
                .withBean("workers", FinalExecutor.class, () -> own)
                .run(context -> assertThat(context.getBean(FinalExecutor.class)).isSameAs(own));
    }

    @Test
    void excludedExecutor_isLeftAlone() {
        ThreadPoolExecutor own = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        AsyncBase.runner()
                .withPropertyValues("flowmon.async.exclude=work*")
                .withBean("workers", ThreadPoolExecutor.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(ThreadPoolExecutor.class)).isSameAs(own));
    }

    private static Future<Seen> execute(Executor executor, Callable<Seen> task) {
        FutureTask<Seen> future = new FutureTask<>(task);
        executor.execute(future);
        return future;
    }

    private static ExecutorService oneThread() {
        return Executors.newSingleThreadExecutor();
    }

    private static ThreadPoolTaskExecutor onePooledThread() {
        ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor();
        workers.setCorePoolSize(1);
        workers.setMaxPoolSize(1);
        workers.setQueueCapacity(1);
        return workers;
    }

    private static ThreadPoolTaskExecutor initializedByHand() {
        ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor();
        workers.initialize();
        return workers;
    }

    private static Executor advised() {
        ProxyFactory factory = new ProxyFactory(new FinalExecutor());
        return (Executor) factory.getProxy();
    }

    static class OwnExecutor implements AsyncTaskExecutor {

        private final @Nullable ExecutorService executor = oneThread();

        @Override
        public void execute(Runnable task) {
            if (executor != null) {
                executor.execute(task);
            }
        }
    }

    static final class FinalExecutor implements TaskExecutor {

        private final ExecutorService executor = oneThread();

        @Override
        public void execute(Runnable task) {
            executor.execute(task);
        }
    }
}
