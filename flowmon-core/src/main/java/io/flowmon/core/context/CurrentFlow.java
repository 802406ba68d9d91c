/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flow that the calling thread works for. One instance a process; every method concerns the calling thread alone.
 */
public final class CurrentFlow {

    @SuppressWarnings("ThreadLocalUsage") // one instance a process; static would let two contexts of one test JVM mix
    private final ThreadLocal<@Nullable FlowContext> current = new ThreadLocal<>();

    private final ScopeListener[] listeners;
    private final FlowSampler sampler;

    /** Records every flow that begins here. */
    public CurrentFlow(List<ScopeListener> listeners) {
        this(listeners, new FlowSampler(1));
    }

    /** @param sampler decides about flows that begin where nothing came in */
    public CurrentFlow(List<ScopeListener> listeners, FlowSampler sampler) {
        this.listeners = listeners.toArray(ScopeListener[]::new);
        this.sampler = sampler;
    }

    /** The thread's flow, or null when it works for none. */
    public @Nullable FlowContext get() {
        return current.get();
    }

    /** A flow that begins here, and is not made current. */
    public FlowContext newFlow() {
        return sampler.newFlow();
    }

    /** The thread's flow, or a new one that is not made current. */
    public FlowContext getOrNew() {
        FlowContext context = current.get();
        return context == null ? sampler.newFlow() : context;
    }

    /**
     * Makes {@code context} the thread's flow (null: none) until the scope is closed, on the same thread, in
     * try-with-resources. Closing puts back whatever was current before.
     */
    public Scope open(@Nullable FlowContext context) {
        FlowContext previous = current.get();
        set(context);
        return () -> set(previous);
    }

    /** Makes {@code context} the thread's flow with no way back: for pop loops, where no call encloses the work. */
    public void set(@Nullable FlowContext context) {
        if (context == null) {
            current.remove();
        } else {
            current.set(context);
        }
        for (ScopeListener listener : listeners) {
            listener.flowChanged(context);
        }
    }

    /** Ends what {@link #open} began. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
