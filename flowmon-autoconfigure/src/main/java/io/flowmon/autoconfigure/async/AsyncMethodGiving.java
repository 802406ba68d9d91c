/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.beans.factory.ObjectProvider;

/** On the thread that calls an {@code @Async} method: notes on the call what the thread works for. */
final class AsyncMethodGiving implements MethodInterceptor {

    static final String ATTRIBUTE = "io.flowmon.async";

    private final ObjectProvider<MessagesInHand> messages;

    AsyncMethodGiving(ObjectProvider<MessagesInHand> messages) {
        this.messages = messages;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (!(invocation instanceof ProxyMethodInvocation call)) {
            return invocation.proceed();
        }
        CarriedTask given = messages.getObject().carried(() -> {});
        call.setUserAttribute(ATTRIBUTE, given);
        try {
            return invocation.proceed();
        } catch (Throwable rejected) {
            given.reject(rejected);
            throw rejected;
        }
    }
}
