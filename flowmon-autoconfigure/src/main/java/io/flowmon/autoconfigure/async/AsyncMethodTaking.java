/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** On the thread that runs an {@code @Async} method: works for what was noted on the call. */
final class AsyncMethodTaking implements MethodInterceptor {

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        return invocation instanceof ProxyMethodInvocation call
                        && call.getUserAttribute(AsyncMethodGiving.ATTRIBUTE) instanceof CarriedTask given
                ? proceed(invocation, given)
                : invocation.proceed();
    }

    private static @Nullable Object proceed(MethodInvocation invocation, CarriedTask given) throws Throwable {
        WorkInHand work = given.begin();
        Throwable failure = null;
        try {
            Object result = invocation.proceed();
            failure = TaskFailures.of(result);
            return result;
        } catch (Throwable escaped) {
            failure = escaped;
            throw escaped;
        } finally {
            work.end(failure);
        }
    }
}
