/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import io.flowmon.autoconfigure.FlowStep;
import io.flowmon.autoconfigure.Flowmon;
import io.flowmon.core.capture.CaptureFailures;
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
    private volatile @Nullable Flowmon found;

    FlowStepInterceptor(ObjectProvider<Flowmon> flowmon) {
        this.flowmon = flowmon;
    }

    @Override
    @SuppressWarnings("NullAway") // a method may return null, and then so does its step
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Flowmon available = available();
        if (available == null) {
            return invocation.proceed();
        }
        return available.<@Nullable Object, Throwable>step(nameOf(invocation), invocation::proceed);
    }

    /** Looked up once; null while it cannot be had: then the method runs without its step. */
    private @Nullable Flowmon available() {
        Flowmon known = found;
        if (known == null) {
            try {
                known = flowmon.getObject();
                found = known;
            } catch (Throwable t) {
                CaptureFailures.swallow("begin a step", t);
            }
        }
        return known;
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
