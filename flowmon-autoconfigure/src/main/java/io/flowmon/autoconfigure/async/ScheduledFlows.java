/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.event.Recording;
import io.flowmon.core.publish.EventPublisher;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.List;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.PatternMatchUtils;

/**
 * Makes each run of a {@code @Scheduled} method a flow of its own, where Spring observes such runs.
 *
 * <p>A run ends when its observation stops, not when its scope closes: only then its exception is known, which a message
 * that was popped meanwhile ends with. Spring does both on the same thread, one right after the other.
 */
final class ScheduledFlows implements ObservationHandler<ScheduledTaskObservationContext>, AutoCloseable {

    private final CurrentFlow flow;
    private final EventPublisher publisher;
    private final MessagesInHand messages;
    private final Recording recording;
    private final String[] excluded;
    private volatile boolean closed;

    /** @param recording what is recorded of a run */
    ScheduledFlows(
            CurrentFlow flow,
            EventPublisher publisher,
            MessagesInHand messages,
            Recording recording,
            List<String> excluded) {
        this.flow = flow;
        this.publisher = publisher;
        this.messages = messages;
        this.recording = recording;
        this.excluded = excluded.toArray(String[]::new);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ScheduledTaskObservationContext && !closed;
    }

    @Override
    public void onScopeOpened(ScheduledTaskObservationContext context) {
        try {
            if (context.get(ScheduledRun.class) == null && !isExcluded(context)) {
                ScheduledRun run = new ScheduledRun(
                        "SCHEDULED " + nameOf(context), flow.newFlow(), publisher, messages, recording);
                context.put(ScheduledRun.class, run);
                run.begin();
            }
        } catch (Throwable t) {
            CaptureFailures.swallow("begin a scheduled task", t);
        }
    }

    @Override
    public void onStop(ScheduledTaskObservationContext context) {
        try {
            ScheduledRun run = context.get(ScheduledRun.class);
            if (run != null) {
                run.end(context.getError());
            }
        } catch (Throwable t) {
            CaptureFailures.swallow("end a scheduled task", t);
        }
    }

    private boolean isExcluded(ScheduledTaskObservationContext context) {
        return PatternMatchUtils.simpleMatch(excluded, nameOf(context))
                || PatternMatchUtils.simpleMatch(
                        excluded,
                        ClassUtils.getUserClass(context.getTargetClass()).getName() + "."
                                + context.getMethod().getName());
    }

    private static String nameOf(ScheduledTaskObservationContext context) {
        return ClassUtils.getUserClass(context.getTargetClass()).getSimpleName() + "."
                + context.getMethod().getName();
    }

    /** A registry keeps its handlers for ever, and may outlive the application's context. */
    @Override
    public void close() {
        closed = true;
    }
}
