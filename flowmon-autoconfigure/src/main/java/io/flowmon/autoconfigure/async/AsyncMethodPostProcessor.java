/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import org.aopalliance.aop.Advice;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.scheduling.annotation.AsyncAnnotationAdvisor;

/**
 * Lets {@code @Async} methods take the flow along to whichever executor runs them, beans or not, and sees the exceptions
 * that they throw. Only where Spring has made a proxy for them already: one interceptor on the caller's side of Spring's
 * own, one on the other.
 *
 * <p>Without an order, so after the post-processor of {@code @EnableAsync}, which has one.
 */
final class AsyncMethodPostProcessor implements BeanPostProcessor {

    private final Advice giving;
    private final Advice taking = new AsyncMethodTaking();

    AsyncMethodPostProcessor(AvailableMessages messages) {
        this.giving = new AsyncMethodGiving(messages);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof Advised advised && !advised.isFrozen()) {
            Advisor[] advisors = advised.getAdvisors();
            for (int i = 0; i < advisors.length; i++) {
                if (advisors[i] instanceof AsyncAnnotationAdvisor async) {
                    advised.addAdvisor(i + 1, new DefaultPointcutAdvisor(async.getPointcut(), taking));
                    advised.addAdvisor(i, new DefaultPointcutAdvisor(async.getPointcut(), giving));
                    break;
                }
            }
        }
        return bean;
    }
}
