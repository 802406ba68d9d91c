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
import io.flowmon.core.event.Outcome;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.stream.StreamListener;
import org.springframework.data.redis.stream.StreamMessageListenerContainer;
import org.springframework.data.redis.stream.StreamMessageListenerContainer.StreamReadRequest;
import org.springframework.data.redis.stream.Subscription;

/** What is reported when a listener fails, and what the container does then. */
class StreamListenerFailureTests extends StreamListenerFixture {

    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @ValueSource(strings = {"registered before the container is a bean", "registered with the bean"})
    void failingListener_isReportedAndThenTheErrorHandlersMatter(String when) {
        run("lettuce", context -> {
            add(context, "a", "fail", "c");
            StreamListener<String, MapRecord<String, String, String>> listener = failing(context);
            StreamReadRequest<String> request = StreamReadRequest.builder(StreamOffset.fromStart(stream))
                    .errorHandler(errors::add)
                    .cancelOnError(error -> false)
                    .build();
            boolean early = when.startsWith("registered before");
            var bare = container(context);
            if (early) {
                bare.register(request, listener);
            }
            try (Running container = start(context, bare)) {
                if (!early) {
                    container.bean().register(request, listener);
                }
                awaitEnds(context, 3);
            }
            assertThat(heard).extracting(Heard::value).containsExactly("a", "fail", "c");
            assertThat(errors).singleElement().isInstanceOf(IllegalStateException.class);
            assertThat(outcomes(context)).containsExactly(Outcome.OK, Outcome.EXCEPTION, Outcome.OK);
            assertThat(Objects.requireNonNull(completion(context, 1).error()).message())
                    .isEqualTo("no stock");
        });
    }

    @Test
    void failureThatCancelsTheSubscription_endsTheEntriesBehindItAsCancelled() {
        RecordingPublisher[] publisher = new RecordingPublisher[1];
        run("lettuce", context -> {
            add(context, "a", "fail", "c");
            var bare = container(context);
            Subscription subscription = bare.register(
                    StreamReadRequest.builder(StreamOffset.fromStart(stream))
                            .errorHandler(errors::add)
                            .build(),
                    failing(context));
            try (Running container = start(context, bare)) {
                assertThat(container.bean().isRunning()).isTrue();
                awaitEnds(context, 2);
                await().until(() -> !subscription.isActive());
            }
            assertThat(heard).extracting(Heard::value).containsExactly("a", "fail");
            assertThat(errors).hasSize(1);
            assertThat(outcomes(context)).containsExactly(Outcome.OK, Outcome.EXCEPTION);
            publisher[0] = context.getBean(RecordingPublisher.class);
        });
        assertThat(publisher[0].ofType(MessageTypes.END_PROCESSING))
                .hasSize(3)
                .last()
                .satisfies(end -> assertThat(
                                Objects.requireNonNull(end.completion()).outcome())
                        .isEqualTo(Outcome.CANCELLED));
    }

    @Test
    void subscriptionBean_ofAContainerThatIsNone_reportsFailures() {
        run("lettuce", context -> {
            add(context, "fail");
            var container = StreamMessageListenerContainer.create(
                    context.getBean(RedisConnectionFactory.class), options().build());
            Subscription subscription = container.receive(StreamOffset.fromStart(stream), failing(context));
            asBean(context, subscription);
            container.start();
            try {
                awaitEnds(context, 1);
            } finally {
                container.stop();
            }
            assertThat(outcomes(context)).containsExactly(Outcome.EXCEPTION);
        });
    }

    @Test
    void threadOfAPool_keepsNoFlowAfterTheContainer() {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            run("lettuce", context -> {
                add(context, "fail");
                var bare = StreamMessageListenerContainer.create(
                        context.getBean(RedisConnectionFactory.class),
                        options().executor(one).errorHandler(errors::add).build());
                bare.receive(StreamOffset.fromStart(stream), failing(context));
                try (Running container = start(context, bare)) {
                    assertThat(container.bean().isRunning()).isTrue();
                    awaitEnds(context, 1);
                }
                CurrentFlow flow = context.getBean(CurrentFlow.class);
                assertThat(get(one, flow)).isNull();
            });
        } finally {
            one.shutdownNow();
        }
    }

    private static io.flowmon.core.event.Completion completion(ApplicationContext context, int index) {
        return Objects.requireNonNull(
                ofType(context, MessageTypes.END_PROCESSING).get(index).completion());
    }

    private static @Nullable FlowContext get(ExecutorService executor, CurrentFlow flow) {
        try {
            return executor.submit(flow::get).get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
