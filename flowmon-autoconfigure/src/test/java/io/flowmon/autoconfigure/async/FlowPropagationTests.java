/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.async.AsyncBase.Seen;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.MessageTypes;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class FlowPropagationTests {

    private static final ContextSnapshotFactory SNAPSHOTS =
            ContextSnapshotFactory.builder().build();

    private final ApplicationContextRunner runner = AsyncBase.runner();

    @Test
    void snapshot_carriesTheFlowAndPutsBackWhatWasThere() {
        runner.run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            FlowContext captured = AsyncBase.newFlow();
            FlowContext other = AsyncBase.newFlow();
            flow.set(captured);
            ContextSnapshot snapshot = SNAPSHOTS.captureAll();
            flow.set(other);
            try (ContextSnapshot.Scope scope = snapshot.setThreadLocals()) {
                assertThat(scope).isNotNull();
                assertThat(Seen.by(flow)).isEqualTo(Seen.of(captured));
            }

            assertThat(Seen.by(flow)).isEqualTo(Seen.of(other));
            flow.set(null);
        });
    }

    @Test
    void wrappedExecutor_takesTheFlowAlongAndLeavesNothing() {
        runner.run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            ExecutorService bare = Executors.newSingleThreadExecutor();
            ExecutorService wrapped = ContextExecutorService.wrap(bare, SNAPSHOTS::captureAll);
            FlowContext own = AsyncBase.newFlow();
            flow.set(own);
            Future<Seen> inTask = wrapped.submit((Callable<Seen>) () -> Seen.by(flow));
            flow.set(null);

            assertThat(inTask.get()).isEqualTo(Seen.of(own));
            assertThat(bare.submit(() -> Seen.by(flow)).get()).isEqualTo(Seen.nothing());
            bare.shutdown();
        });
    }

    @Test
    void decoratorBeanOfContextPropagation_worksBesideOurs() {
        runner.withBean(TaskDecorator.class, ContextPropagatingTaskDecorator::new)
                .run(context -> {
                    CurrentFlow flow = context.getBean(CurrentFlow.class);
                    ThreadPoolTaskExecutor executor = context.getBean(ThreadPoolTaskExecutor.class);
                    executor.setCorePoolSize(1);
                    FlowContext own = AsyncBase.newFlow();
                    flow.set(own);
                    Future<Seen> inTask = executor.submit(() -> Seen.by(flow));
                    flow.set(null);

                    assertThat(inTask.get()).isEqualTo(Seen.of(own));
                    assertThat(executor.submit(() -> Seen.by(flow)).get()).isEqualTo(Seen.nothing());
                });
    }

    @Test
    void reactorsAutomaticPropagation_takesTheFlowAlong() {
        runner.run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            FlowContext own = AsyncBase.newFlow();
            Hooks.enableAutomaticContextPropagation();
            try {
                flow.set(own);
                Seen seen = Mono.fromCallable(() -> Seen.by(flow))
                        .subscribeOn(Schedulers.boundedElastic())
                        .contextCapture()
                        .block();
                flow.set(null);

                assertThat(seen).isEqualTo(Seen.of(own));
                assertThat(Mono.fromCallable(() -> Seen.by(flow))
                                .subscribeOn(Schedulers.boundedElastic())
                                .block())
                        .isEqualTo(Seen.nothing());
            } finally {
                Hooks.disableAutomaticContextPropagation();
            }
        });
    }

    @Test
    void emptySnapshotOverAMessageInHand_letsTheMessageRest() {
        runner.run(context -> {
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            MessagesInHand messages = context.getBean(MessagesInHand.class);
            RecordingPublisher publisher = context.getBean(RecordingPublisher.class);
            ContextSnapshot empty =
                    ContextSnapshotFactory.builder().clearMissing(true).build().captureAll();
            ReceivedMessage message = AsyncBase.newMessage();
            messages.take(List.of(message));
            Runnable inside = () -> assertThat(Seen.by(flow)).isEqualTo(Seen.nothing());
            empty.wrap(inside).run();

            assertThat(Seen.by(flow)).isEqualTo(Seen.of(message.context()));
            assertThat(publisher.ofType(MessageTypes.END_PROCESSING)).isEmpty();
            messages.letGo();
            assertThat(publisher.ofType(MessageTypes.END_PROCESSING)).hasSize(1);
        });
    }

    @Test
    void twoApplicationsInOneProcess_passOnTheirOwnFlows() {
        int before = ContextRegistry.getInstance().getThreadLocalAccessors().size();
        runner.run(one -> {
            runner.run(other -> {
                CurrentFlow flow = one.getBean(CurrentFlow.class);
                FlowContext own = AsyncBase.newFlow();
                flow.set(own);
                CurrentFlow otherFlow = other.getBean(CurrentFlow.class);
                SNAPSHOTS
                        .captureAll()
                        .wrap(() -> {
                            assertThat(flow.get()).isEqualTo(own);
                            assertThat(otherFlow.get()).isNull();
                        })
                        .run();
                flow.set(null);
            });
            assertThat(Objects.requireNonNull(ContextRegistry.getInstance().getThreadLocalAccessors()))
                    .hasSize(before + 1);
        });
        assertThat(ContextRegistry.getInstance().getThreadLocalAccessors()).hasSize(before);
    }
}
