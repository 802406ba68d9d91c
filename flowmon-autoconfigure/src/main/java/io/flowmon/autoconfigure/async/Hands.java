/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.ScopeListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What each thread has in hand. A thread whose flow becomes none has nothing in hand any more: so a message popped inside
 * a request ends with the request. A thread that died lets go when another one pops.
 */
final class Hands implements ScopeListener {

    @SuppressWarnings("ThreadLocalUsage") // one instance a process; static would let two contexts of one test JVM mix
    private final ThreadLocal<@Nullable Held> top = new ThreadLocal<>();

    private final Set<Held> popped = ConcurrentHashMap.newKeySet();

    @Nullable
    Held top() {
        return top.get();
    }

    void push(Held held) {
        top.set(held);
        if (held.popped()) {
            popped.add(held);
        }
    }

    /** Takes away what the thread popped itself, if that is on top; the caller lets go of it. */
    @Nullable
    Held dropPopped() {
        Held held = top.get();
        if (held == null || !held.popped()) {
            return null;
        }
        drop(held);
        return held;
    }

    /** Takes away the message whose turn it is, if that is on top; the caller sees to its end. */
    @Nullable
    Held dropTurn() {
        Held held = top.get();
        return held != null && held.by() == Held.By.TURN ? dropPopped() : null;
    }

    void drop(Held held) {
        popped.remove(held);
        if (held.below() == null) {
            top.remove();
        } else {
            top.set(held.below());
        }
    }

    /** Lets go of what threads held that are no more. */
    @SuppressWarnings("ModifyCollectionInEnhancedForLoop") // a concurrent set; removing decides which thread lets go
    void bury() {
        for (Held held : popped) {
            if (!held.thread().isAlive() && popped.remove(held)) {
                held.letGo(null);
            }
        }
    }

    @Override
    public void flowChanged(@Nullable FlowContext context) {
        if (context == null) {
            Held held = dropPopped();
            if (held != null) {
                held.letGo(null);
            }
        }
    }
}
