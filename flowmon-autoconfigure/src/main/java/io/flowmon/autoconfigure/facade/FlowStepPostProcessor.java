/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import io.flowmon.autoconfigure.FlowStep;
import io.flowmon.autoconfigure.Flowmon;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;

/**
 * Puts steps around annotated methods: outside of transactions, whose commit belongs to the step, and inside of
 * {@code @Async}, on the thread that does the work.
 */
final class FlowStepPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

    private static final long serialVersionUID = 1L;

    FlowStepPostProcessor(ObjectProvider<Flowmon> flowmon, boolean proxyTargetClass) {
        this.advisor = new DefaultPointcutAdvisor(
                new AnnotationMatchingPointcut(null, FlowStep.class, true), new FlowStepInterceptor(flowmon));
        setBeforeExistingAdvisors(true);
        setProxyTargetClass(proxyTargetClass);
        setOrder(Ordered.LOWEST_PRECEDENCE - 1);
    }
}
