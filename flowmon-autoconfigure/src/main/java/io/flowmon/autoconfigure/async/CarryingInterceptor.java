/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Lets the tasks that are handed to an executor take the flow along. What is to be repeated belongs to no single flow, and
 * takes none.
 */
final class CarryingInterceptor implements MethodInterceptor {

    private static final Set<String> HAND_OVER =
            Set.of("execute", "submit", "submitCompletable", "invokeAll", "invokeAny");

    private final TaskCarrier carrier;

    CarryingInterceptor(TaskCarrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        carry(invocation.getMethod(), invocation.getArguments(), invocation.getThis());
        return invocation.proceed();
    }

    /** Replaces the task among {@code arguments}, if that is what the method takes. */
    void carry(Method method, @Nullable Object[] arguments, @Nullable Object executor) {
        if (arguments.length == 0) {
            return;
        }
        if (method.getName().startsWith("scheduleAt") || method.getName().startsWith("scheduleWith")) {
            arguments[0] = arguments[0] instanceof Runnable task ? carrier.apart(task) : arguments[0];
        } else if (handsOver(method)) {
            arguments[0] = carried(method.getParameterTypes()[0], arguments[0]);
        } else if (method.getName().equals("remove") && executor instanceof ThreadPoolExecutor pool) {
            arguments[0] = queued(pool, arguments[0]);
        }
    }

    private static boolean handsOver(Method method) {
        return HAND_OVER.contains(method.getName())
                || (method.getName().equals("schedule")
                        && method.getParameterCount() == 3
                        && method.getParameterTypes()[2] == TimeUnit.class);
    }

    private @Nullable Object carried(Class<?> parameter, @Nullable Object argument) {
        if (parameter == Runnable.class && argument instanceof Runnable task) {
            return carrier.carry(task);
        }
        if (parameter == Callable.class && argument instanceof Callable<?> task) {
            return carrier.carry(task);
        }
        return parameter == Collection.class && argument instanceof Collection<?> tasks
                ? carrier.carryAll(tasks)
                : argument;
    }

    /** Whoever takes a task back knows it as it was before it was carried. */
    private static @Nullable Object queued(ThreadPoolExecutor pool, @Nullable Object task) {
        for (Runnable waiting : pool.getQueue()) {
            if (waiting instanceof CarriedTask carried && carried.task() == task) {
                return waiting;
            }
        }
        return task;
    }
}
