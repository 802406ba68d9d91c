/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.capture.CaptureFailures;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** On the thread that calls an {@code @Async} method: notes on the call what the thread works for. */
final class AsyncMethodGiving implements MethodInterceptor {

    static final String ATTRIBUTE = "io.flowmon.async";

    private final AvailableMessages messages;

    AsyncMethodGiving(AvailableMessages messages) {
        this.messages = messages;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (!(invocation instanceof ProxyMethodInvocation call)) {
            return invocation.proceed();
        }
        CarriedTask given = given();
        if (given == null) {
            return invocation.proceed();
        }
        call.setUserAttribute(ATTRIBUTE, given);
        try {
            return invocation.proceed();
        } catch (Throwable rejected) {
            given.reject(rejected);
            throw rejected;
        }
    }

    private @Nullable CarriedTask given() {
        MessagesInHand inHand = messages.get();
        if (inHand == null) {
            return null;
        }
        try {
            return inHand.carried(() -> {});
        } catch (Throwable t) {
            CaptureFailures.swallow("let an asynchronous method take its flow along", t);
            return null;
        }
    }
}
