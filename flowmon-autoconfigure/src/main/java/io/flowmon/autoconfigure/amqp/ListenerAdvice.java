/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import io.flowmon.autoconfigure.async.WorkInHand;
import io.flowmon.core.capture.CaptureFailures;
import java.util.function.Supplier;
import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Around the call of a container's listener, and around all other advice: one receipt has one handling, however often it is
 * tried. Any thread.
 *
 * @param messages asked when the first message comes
 */
record ListenerAdvice(Supplier<AmqpMessages> messages) implements MethodInterceptor {

    private static final int DELIVERED = 1;

    /** What containers wrap a listener's exception in; by its name, because its package changes between versions. */
    private static final String WRAPPER = "ListenerExecutionFailedException";

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        @Nullable WorkInHand work = begin(invocation.getArguments());
        if (work == null) {
            return invocation.proceed();
        }
        Throwable failure = null;
        try {
            return invocation.proceed();
        } catch (Throwable escaped) {
            failure = escaped;
            throw escaped;
        } finally {
            work.end(thrownByListener(failure));
        }
    }

    private @Nullable WorkInHand begin(@Nullable Object[] arguments) {
        try {
            return arguments.length > DELIVERED ? messages.get().begin(arguments[DELIVERED]) : null;
        } catch (Throwable t) {
            CaptureFailures.swallow("report the handling of a message", t);
            return null;
        }
    }

    private static @Nullable Throwable thrownByListener(@Nullable Throwable failure) {
        return failure != null
                        && failure.getCause() != null
                        && failure.getClass().getSimpleName().equals(WRAPPER)
                ? failure.getCause()
                : failure;
    }

    /** {@code advice} with this one around it; null: none. */
    Advice[] around(Advice @Nullable [] advice) {
        Advice[] inner = advice == null ? new Advice[0] : advice;
        for (Advice each : inner) {
            if (each instanceof ListenerAdvice) {
                return inner;
            }
        }
        Advice[] all = new Advice[inner.length + 1];
        all[0] = this;
        System.arraycopy(inner, 0, all, 1, inner.length);
        return all;
    }
}
