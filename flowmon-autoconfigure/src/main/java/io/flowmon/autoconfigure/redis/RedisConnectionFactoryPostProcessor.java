/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.AbstractAdvisingBeanPostProcessor;
import org.springframework.aop.support.NameMatchMethodPointcutAdvisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Wraps every connection that a connection factory gives out. The factory remains what it was, by its class: listener
 * containers ask whether it is Lettuce's, and poll over blocking connections when it is not.
 */
final class RedisConnectionFactoryPostProcessor extends AbstractAdvisingBeanPostProcessor {

    private static final long serialVersionUID = 1L;

    private final transient ObjectProvider<FlowmonRedisProperties> properties;

    RedisConnectionFactoryPostProcessor(
            ObjectProvider<ConnectionDecorator> decorator, ObjectProvider<FlowmonRedisProperties> properties) {
        this.properties = properties;
        setProxyTargetClass(true);
        MethodInterceptor decorate = invocation -> {
            Object given = invocation.proceed();
            return given instanceof RedisConnection connection
                    ? decorator.getObject().decorate(connection)
                    : given;
        };
        NameMatchMethodPointcutAdvisor connections = new NameMatchMethodPointcutAdvisor(decorate);
        connections.setMappedNames("getConnection", "getClusterConnection");
        this.advisor = connections;
    }

    @Override
    protected boolean isEligible(Object bean, String beanName) {
        return isEligible(bean.getClass());
    }

    /** Also asked for beans that are proxied already, such as a data source: its connections are none of our business. */
    @Override
    protected boolean isEligible(Class<?> type) {
        return RedisConnectionFactory.class.isAssignableFrom(type)
                && !properties.getObject().coversNothing();
    }
}
