/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.async.AsyncBase.Seen;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Role;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class ScheduledFlowsTests {

    private final ApplicationContextRunner runner = AsyncBase.runner()
            .withUserConfiguration(Scheduling.class)
            .withBean(Jobs.class)
            .withPropertyValues("cron=-", "rate=1000000000", "delay=1000000000");

    @ParameterizedTest
    @ValueSource(strings = {"cron=* * * * * *", "rate=20", "delay=20"})
    void everyRun_isAFlowOfItsOwnWithBeginAndEnd(String trigger) {
        runner.withPropertyValues(trigger)
                .run(context ->
                        assertFlowPerRun(context.getBean(Jobs.class), context.getBean(RecordingPublisher.class)));
    }

    @Test
    void runWithTheApplicationsRegistry_isObservedByBoth() {
        runner.withUserConfiguration(OwnRegistry.class)
                .withPropertyValues("rate=20")
                .run(context -> {
                    assertFlowPerRun(context.getBean(Jobs.class), context.getBean(RecordingPublisher.class));
                    assertThat(context.getBean(OwnRegistry.class).seen).contains("tasks.scheduled.execution");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate=20", "delay=20"})
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "There are no virtual threads before.")
    void runOnAVirtualThread_isAFlowOfItsOwn(String trigger) {
        runner.withPropertyValues("spring.threads.virtual.enabled=true", trigger)
                .run(context -> {
                    Jobs jobs = context.getBean(Jobs.class);
                    assertFlowPerRun(jobs, context.getBean(RecordingPublisher.class));
                    assertThat(jobs.threads).allMatch(thread -> thread.startsWith("VirtualThread"));
                });
    }

    private static void assertFlowPerRun(Jobs jobs, RecordingPublisher publisher) {
        await().until(() -> publisher.ofType(MessageTypes.END_SCHEDULED_TASK).stream()
                        .filter(event -> event.endpoint().equals("SCHEDULED Jobs.look"))
                        .count()
                >= 2);
        List<Seen> runs = List.copyOf(jobs.runs);
        assertThat(runs).doesNotHaveDuplicates();
        for (Seen run : runs.subList(0, 2)) {
            String flow = Objects.requireNonNull(run.flow()).correlationId();
            assertThat(run.logged()).isEqualTo(flow);
            List<Event> events = publisher.eventsOf(flow);
            assertThat(events)
                    .extracting(Event::messageType)
                    .containsExactly(MessageTypes.BEGIN_SCHEDULED_TASK, MessageTypes.END_SCHEDULED_TASK);
            assertThat(events).allSatisfy(event -> {
                assertThat(event.endpoint()).isEqualTo("SCHEDULED Jobs.look");
                assertThat(event.role()).isEqualTo(Role.INTERNAL);
                assertThat(event.actionId()).isEqualTo(events.get(0).actionId());
            });
        }
    }

    @Test
    void runThatFails_saysSoAndLeavesNothing() {
        runner.run(context -> {
            RecordingPublisher publisher = context.getBean(RecordingPublisher.class);
            await().until(() -> !endsOf(publisher, "Jobs.fail").isEmpty());
            Event end = endsOf(publisher, "Jobs.fail").get(0);
            assertThat(Objects.requireNonNull(end.completion()).outcome()).isEqualTo(Outcome.EXCEPTION);
            assertThat(Objects.requireNonNull(end.completion().error()).message())
                    .isEqualTo("no stock");

            assertThat(afterwards(context)).isEqualTo(Seen.nothing());
        });
    }

    @Test
    void messageThatARunPops_isCurrentAndEndsWithIt() {
        runner.run(context -> {
            RecordingPublisher publisher = context.getBean(RecordingPublisher.class);
            Jobs jobs = context.getBean(Jobs.class);
            await().until(() -> !endsOf(publisher, "Jobs.pop").isEmpty());

            assertThat(jobs.popping).isEqualTo(Seen.of(jobs.message.context()));
            Event end = publisher.ofType(MessageTypes.END_PROCESSING).get(0);
            assertThat(end.correlationId()).isEqualTo(jobs.message.context().correlationId());
            assertThat(Objects.requireNonNull(end.completion()).outcome()).isEqualTo(Outcome.EXCEPTION);
            assertThat(afterwards(context)).isEqualTo(Seen.nothing());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jobs.*", "*.ScheduledFlowsTests$Jobs.*"})
    void excludedMethod_runsWithoutAFlow(String pattern) {
        runner.withPropertyValues("rate=20", "flowmon.scheduled.exclude=" + pattern)
                .run(context ->
                        assertRunsWithoutFlow(context.getBean(Jobs.class), context.getBean(RecordingPublisher.class)));
    }

    @Test
    void switchedOff_runsWithoutAFlow() {
        runner.withPropertyValues("rate=20", "flowmon.scheduled.enabled=false").run(context -> {
            assertThat(context).doesNotHaveBean(ScheduledFlows.class);
            assertRunsWithoutFlow(context.getBean(Jobs.class), context.getBean(RecordingPublisher.class));
        });
    }

    private static void assertRunsWithoutFlow(Jobs jobs, RecordingPublisher publisher) {
        await().until(() -> jobs.runs.size() > 1);
        assertThat(jobs.runs).containsOnly(Seen.nothing());
        assertThat(publisher.ofType(MessageTypes.BEGIN_SCHEDULED_TASK)).isEmpty();
    }

    private static List<Event> endsOf(RecordingPublisher publisher, String job) {
        return publisher.ofType(MessageTypes.END_SCHEDULED_TASK).stream()
                .filter(event -> event.endpoint().equals("SCHEDULED " + job))
                .toList();
    }

    private static Seen afterwards(ApplicationContext context) throws Exception {
        CurrentFlow flow = context.getBean(CurrentFlow.class);
        return context.getBean(ThreadPoolTaskScheduler.class)
                .submit(() -> Seen.by(flow))
                .get();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}

    @Configuration(proxyBeanMethods = false)
    static class OwnRegistry {

        private final Set<String> seen = ConcurrentHashMap.newKeySet();

        @Bean
        ObservationRegistry observationRegistry() {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(new ObservationHandler<>() {
                @Override
                public void onStop(Observation.Context context) {
                    seen.add(String.valueOf(context.getName()));
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                    return true;
                }
            });
            return registry;
        }

        @Bean
        SchedulingConfigurer observing(ObservationRegistry registry) {
            return registrar -> registrar.setObservationRegistry(registry);
        }
    }

    static class Jobs {

        private final CurrentFlow flow;
        private final MessagesInHand messages;
        final List<Seen> runs = new CopyOnWriteArrayList<>();
        final List<String> threads = new CopyOnWriteArrayList<>();
        final ReceivedMessage message = AsyncBase.newMessage();
        volatile @Nullable Seen popping;

        Jobs(CurrentFlow flow, MessagesInHand messages) {
            this.flow = flow;
            this.messages = messages;
        }

        @Scheduled(cron = "${cron}")
        @Scheduled(fixedRateString = "${rate}", initialDelay = 20)
        @Scheduled(fixedDelayString = "${delay}", initialDelay = 20)
        void look() {
            threads.add(Thread.currentThread().toString());
            runs.add(Seen.by(flow));
        }

        @Scheduled(initialDelay = 1)
        void fail() {
            throw new IllegalStateException("no stock");
        }

        @Scheduled(initialDelay = 1)
        void pop() {
            messages.take(List.of(message));
            popping = Seen.by(flow);
            throw new IllegalStateException("no stock");
        }
    }
}
