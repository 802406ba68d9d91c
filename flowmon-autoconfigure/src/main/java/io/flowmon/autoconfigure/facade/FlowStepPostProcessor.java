/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import io.flowmon.autoconfigure.FlowStep;
import io.flowmon.autoconfigure.Flowmon;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.springframework.aop.Pointcut;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.Pointcuts;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.aop.support.annotation.AnnotationClassFilter;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.util.ReflectionUtils;

/**
 * Puts steps around annotated methods: outside of transactions, whose commit belongs to the step, and inside of
 * {@code @Async}, on the thread that does the work.
 */
final class FlowStepPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

    private static final long serialVersionUID = 1L;

    FlowStepPostProcessor(ObjectProvider<Flowmon> flowmon, boolean proxyTargetClass) {
        Pointcut pointcut = Pointcuts.union(
                new PublicMethodsOfAnnotatedTypes(), new AnnotationMatchingPointcut(null, FlowStep.class, true));
        this.advisor = new DefaultPointcutAdvisor(pointcut, new FlowStepInterceptor(flowmon));
        setBeforeExistingAdvisors(true);
        setProxyTargetClass(proxyTargetClass);
        setOrder(Ordered.LOWEST_PRECEDENCE - 1);
    }

    /** Not those of {@code Object}, which nobody means by annotating a class. */
    private static final class PublicMethodsOfAnnotatedTypes extends StaticMethodMatcherPointcut {

        PublicMethodsOfAnnotatedTypes() {
            setClassFilter(new AnnotationClassFilter(FlowStep.class, true));
        }

        @Override
        public boolean matches(Method method, Class<?> type) {
            return Modifier.isPublic(method.getModifiers()) && !ReflectionUtils.isObjectMethod(method);
        }
    }
}
