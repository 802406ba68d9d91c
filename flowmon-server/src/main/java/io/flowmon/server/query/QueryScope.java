/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.query;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The questions of one request: who waits for their answers, and what those hold in memory. Opened and closed, once the
 * answer has been written, by the thread that serves the request; the store finds it there. Only
 * {@link #isAbandoned()} may be called by another thread, and only while the first one is inside the store.
 */
public final class QueryScope {

    private static final ThreadLocal<@Nullable QueryScope> CURRENT = new ThreadLocal<>();

    private final BooleanSupplier clientGone;
    private Runnable onClose = () -> {};

    private QueryScope(BooleanSupplier clientGone) {
        this.clientGone = clientGone;
    }

    /** Begins the scope of this thread; it ends with {@link #close()}. */
    public static QueryScope open(BooleanSupplier clientGone) {
        QueryScope scope = new QueryScope(clientGone);
        CURRENT.set(scope);
        return scope;
    }

    /**
     * Asks in a scope inside the thread's own, with the same client: what the answers held counts no longer than
     * {@code questions} takes. For who asks much and keeps little of it.
     */
    public static <T> T inner(Supplier<T> questions) {
        return inside(questions, answer -> false);
    }

    /** Likewise, but an answer that is kept counts as long as the thread's own scope is open; empty if it is not kept. */
    public static <T> Optional<T> innerIf(Predicate<T> kept, Supplier<T> questions) {
        return inside(() -> Optional.of(questions.get()).filter(kept), Optional::isPresent);
    }

    private static <T> T inside(Supplier<T> questions, Predicate<T> kept) {
        QueryScope outer = CURRENT.get();
        QueryScope scope = open(outer == null ? () -> false : outer.clientGone);
        boolean stays = false;
        try {
            T answer = questions.get();
            stays = outer != null && kept.test(answer);
            return answer;
        } finally {
            CURRENT.remove();
            if (stays) {
                Objects.requireNonNull(outer).whenClosed(scope.onClose);
            } else {
                scope.close();
            }
            if (outer != null) {
                CURRENT.set(outer);
            }
        }
    }

    /** The scope of this thread; null where nobody opened one. */
    public static @Nullable QueryScope current() {
        return CURRENT.get();
    }

    /** Whether nobody waits for the answer any more. Never waits. */
    public boolean isAbandoned() {
        return clientGone.getAsBoolean();
    }

    /** Runs the action when the answer has been written. */
    public void whenClosed(Runnable action) {
        Runnable before = onClose;
        onClose = () -> {
            before.run();
            action.run();
        };
    }

    /** Ends the scope: the answer has been written, or cannot be. */
    public void close() {
        CURRENT.remove();
        onClose.run();
    }
}
