/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.capture.CaptureFailures;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Decides which tasks take the flow along, and makes them. Any thread. */
final class TaskCarrier {

    private final AvailableMessages messages;

    TaskCarrier(AvailableMessages messages) {
        this.messages = messages;
    }

    /** A task that an executor orders by its own properties stays what it is. */
    Runnable carry(Runnable task) {
        return task instanceof Comparable<?> ? task : wrapped(task, MessagesInHand::carry);
    }

    <T> Callable<T> carry(Callable<T> task) {
        return task instanceof Comparable<?> ? task : wrapped(task, MessagesInHand::carry);
    }

    @SuppressWarnings("unchecked") // what is no task stays as it is, and is the executor's to refuse
    Collection<?> carryAll(Collection<?> tasks) {
        return tasks.stream()
                .map(task -> task instanceof Callable<?> callable ? carry((Callable<Object>) callable) : task)
                .toList();
    }

    /**
     * What a scheduler is to do now is part of the flow that asks for it. What it is to do later or again is not: the flow
     * would never end, and Spring schedules the next run of a trigger from inside of the last one.
     */
    Runnable carryIfImmediate(Runnable task) {
        return task instanceof RunnableScheduledFuture<?> future
                        && !future.isPeriodic()
                        && future.getDelay(TimeUnit.NANOSECONDS) <= 0
                ? wrapped(task, MessagesInHand::carry)
                : apart(task);
    }

    /** A task without a flow, that leaves none behind. */
    Runnable apart(Runnable task) {
        return wrapped(task, MessagesInHand::apart);
    }

    /** The bare task, if it cannot be wrapped: the application's work comes first. */
    private <T> T wrapped(T task, BiFunction<MessagesInHand, T, T> wrap) {
        MessagesInHand inHand = messages.get();
        if (inHand == null) {
            return task;
        }
        try {
            return wrap.apply(inHand, task);
        } catch (Throwable t) {
            CaptureFailures.swallow("let a task take its flow along", t);
            return task;
        }
    }

    /** Whether a queue looks into the tasks that lie in it. */
    static boolean orders(BlockingQueue<Runnable> queue) {
        return queue instanceof PriorityBlockingQueue || queue instanceof DelayQueue<?>;
    }
}
