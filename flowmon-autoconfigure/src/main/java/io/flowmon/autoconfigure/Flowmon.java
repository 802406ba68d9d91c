/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an application tells flowmon itself, and asks of it. A bean that is always there: with
 * {@code flowmon.enabled=false} it does nothing, and steps and tasks run as if it were not used.
 *
 * <p>Any thread. Nothing waits, and nothing throws but what the application's own work throws.
 */
public interface Flowmon {

    /** The id of the flow that the calling thread works for; empty when it works for none. */
    Optional<String> correlationId();

    /**
     * Whether the call or message that the calling thread handles was sent again after a failure: for work that must not be
     * done twice. False outside of any.
     */
    boolean replay();

    /**
     * Makes the current flow findable by a key, such as {@code order_id} and {@code 4711}. The key stands on every event of
     * this flow that this process makes from now on: the end of the current call, of the current message's handling, own
     * events, calls and messages sent. Without a current flow, nothing happens. Keys are masked like fields of that name.
     *
     * <p>A flow has at most 32 keys in a process, of at most 256 characters; what is beyond is left out.
     */
    void businessKey(String name, String value);

    /** Reports that something happened, such as {@code stock reserved}. */
    default void log(String what) {
        log(what, Map.of());
    }

    /**
     * Reports that something happened, and with what. Without a current flow, the event is a flow of its own.
     *
     * @param params anything that Jackson writes. They are masked by name and by look, like a body, on another thread and a
     *     little later: pass texts, numbers and values that do not change any more
     */
    void log(String what, Map<String, ?> params);

    /**
     * Runs {@code work} between two events, {@code Begin <name>} and {@code End <name>}. Without a current flow, the step is
     * a flow of its own, current until its end. Whatever the work throws is recorded and thrown on unchanged.
     */
    <T extends @Nullable Object, E extends Throwable> T step(String name, Work<T, E> work) throws E;

    /** As {@link #step(String, Work)}, for work without a result. */
    default <E extends Throwable> void step(String name, Task<E> task) throws E {
        this.<Boolean, E>step(name, () -> {
            task.run();
            return true;
        });
    }

    /**
     * A task that does the same as {@code task}, on whichever thread, for the flow and the message that the calling thread
     * works for now.
     */
    Runnable wrap(Runnable task);

    /** As {@link #wrap(Runnable)}, for a task with a result. */
    <T> Callable<T> wrap(Callable<T> task);

    /** As {@link #wrap(Runnable)}, for {@code CompletableFuture.supplyAsync}. */
    <T> Supplier<T> wrapSupplier(Supplier<T> task);

    /** An executor that runs its tasks in {@code executor}, for the flow and the message of whoever gave them. */
    Executor wrap(Executor executor);

    /** As {@link #wrap(Executor)}; shutting it down shuts {@code executor} down. */
    ExecutorService wrap(ExecutorService executor);

    /** A step's work with a result. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object, E extends Throwable> {
        T run() throws E;
    }

    /** A step's work without a result. */
    @FunctionalInterface
    interface Task<E extends Throwable> {
        void run() throws E;
    }
}
