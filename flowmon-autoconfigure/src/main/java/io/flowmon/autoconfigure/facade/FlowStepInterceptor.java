/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import io.flowmon.autoconfigure.FlowStep;
import io.flowmon.autoconfigure.Flowmon;
import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Runs an annotated method as a step. */
final class FlowStepInterceptor implements MethodInterceptor {

    private final ObjectProvider<Flowmon> flowmon;

    FlowStepInterceptor(ObjectProvider<Flowmon> flowmon) {
        this.flowmon = flowmon;
    }

    @Override
    @SuppressWarnings("NullAway") // a method may return null, and then so does its step
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        return flowmon.getObject().<@Nullable Object, Throwable>step(nameOf(invocation), invocation::proceed);
    }

    private static String nameOf(MethodInvocation invocation) {
        Object target = invocation.getThis();
        Class<?> type = target == null ? invocation.getMethod().getDeclaringClass() : AopUtils.getTargetClass(target);
        Method method = AopUtils.getMostSpecificMethod(invocation.getMethod(), type);
        FlowStep step = AnnotatedElementUtils.findMergedAnnotation(method, FlowStep.class);
        if (step != null && !step.value().isEmpty()) {
            return step.value();
        }
        FlowStep all = AnnotatedElementUtils.findMergedAnnotation(type, FlowStep.class);
        String owner = all == null || all.value().isEmpty() ? type.getSimpleName() : all.value();
        return owner + "." + method.getName();
    }
}
