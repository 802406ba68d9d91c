/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import io.flowmon.autoconfigure.Flowmon;
import io.flowmon.autoconfigure.async.FlowmonExecutors;
import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.Traces;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Recording;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.publish.EventPublisher;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records what the application tells. */
final class RecordingFlowmon implements Flowmon {

    private final CurrentFlow flow;
    private final EventPublisher publisher;
    private final FlowmonExecutors executors;
    private final Recording steps;

    /** @param steps what is recorded of a step */
    RecordingFlowmon(CurrentFlow flow, EventPublisher publisher, FlowmonExecutors executors, Recording steps) {
        this.steps = steps;
        this.flow = flow;
        this.publisher = publisher;
        this.executors = executors;
    }

    @Override
    public Optional<String> correlationId() {
        return Optional.ofNullable(flow.get()).map(FlowContext::correlationId);
    }

    @Override
    public boolean replay() {
        FlowContext context = flow.get();
        return context != null && context.replay();
    }

    @Override
    public void businessKey(String name, String value) {
        FlowContext context = flow.get();
        if (context != null && name != null && value != null) {
            context.businessKeys().put(name, value);
        }
    }

    @Override
    public void log(String what, Map<String, ?> params) {
        try {
            FlowContext context = flow.getOrNew();
            if (context.sampled()) {
                publisher.publish(
                        Event.builder(context.correlationId(), Instant.now(), "LOG " + what, what, Role.INTERNAL)
                                .messageId(context.messageId())
                                .serviceParams(new ServiceParams(null, null, null, null, copy(params)))
                                .businessKeys(context.businessKeys().asMap())
                                .sampleRate(context.sampleRate())
                                .trace(Traces.current())
                                .build());
            }
        } catch (Throwable t) {
            CaptureFailures.swallow("log an event of the application", t);
        }
    }

    private static Map<String, ?> copy(Map<String, ?> params) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    public <T extends @Nullable Object, E extends Throwable> T step(String name, Work<T, E> work) throws E {
        FlowContext context = flow.get();
        if (context != null) {
            return record(name, context, work);
        }
        FlowContext own = flow.getOrNew();
        try (CurrentFlow.Scope scope = flow.open(own)) {
            return record(name, own, work);
        }
    }

    private <T extends @Nullable Object, E extends Throwable> T record(
            String name, FlowContext context, Work<T, E> work) throws E {
        Step step = new Step(name, context, publisher, steps);
        step.begin();
        T result;
        try {
            result = work.run();
        } catch (Throwable escaped) {
            step.end(escaped);
            throw escaped;
        }
        step.end(null);
        return result;
    }

    @Override
    public Runnable wrap(Runnable task) {
        return executors.wrap(task);
    }

    @Override
    public <T> Callable<T> wrap(Callable<T> task) {
        return executors.wrap(task);
    }

    @Override
    public <T> Supplier<T> wrapSupplier(Supplier<T> task) {
        Callable<T> wrapped = executors.wrap((Callable<T>) task::get);
        return () -> {
            try {
                return wrapped.call();
            } catch (Exception thrown) {
                throw RecordingFlowmon.<RuntimeException>unchanged(thrown);
            }
        };
    }

    /** A supplier may throw what it does not declare, as Kotlin's and Lombok's do. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased: whatever it is, it is thrown
    private static <E extends Throwable> E unchanged(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Override
    public Executor wrap(Executor executor) {
        return executors.wrap(executor);
    }

    @Override
    public ExecutorService wrap(ExecutorService executor) {
        return executors.wrap(executor);
    }
}
