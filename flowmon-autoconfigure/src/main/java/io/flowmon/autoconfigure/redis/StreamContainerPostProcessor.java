/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.MessagesInHand;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import org.aopalliance.intercept.MethodInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.AbstractAdvisingBeanPostProcessor;
import org.springframework.aop.support.NameMatchMethodPointcutAdvisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.redis.stream.StreamListener;
import org.springframework.data.redis.stream.StreamMessageListenerContainer;
import org.springframework.data.redis.stream.Subscription;
import org.springframework.util.ReflectionUtils;

/**
 * Lets the entry that a container's listener is called with end with the call, and with what the listener throws: the
 * container keeps that to itself. Listeners are registered before the container becomes a bean, or afterwards.
 */
final class StreamContainerPostProcessor extends AbstractAdvisingBeanPostProcessor {

    private static final long serialVersionUID = 1L;

    private static final Logger log = LoggerFactory.getLogger(StreamContainerPostProcessor.class);

    /** Where the types are that nobody but Spring Data can name, so that an interface will do for all others. */
    private static final String SPRING_DATA = StreamMessageListenerContainer.class.getPackageName();

    private final transient ObjectProvider<MessagesInHand> messages;
    private final transient ObjectProvider<FlowmonRedisProperties> properties;

    StreamContainerPostProcessor(
            ObjectProvider<MessagesInHand> messages, ObjectProvider<FlowmonRedisProperties> properties) {
        this.messages = messages;
        this.properties = properties;
        MethodInterceptor wrapListener = invocation -> {
            Object[] args = invocation.getArguments();
            for (int i = 0; i < args.length; i++) {
                if (args[i] instanceof StreamListener<?, ?> listener) {
                    args[i] = reporting(listener);
                }
            }
            return invocation.proceed();
        };
        NameMatchMethodPointcutAdvisor registrations = new NameMatchMethodPointcutAdvisor(wrapListener);
        registrations.setMappedNames("register", "receive", "receiveAutoAck");
        this.advisor = registrations;
    }

    @Override
    protected boolean isEligible(Object bean, String name) {
        return isEligible(bean.getClass());
    }

    /** Also asked for beans that are proxied already. */
    @Override
    protected boolean isEligible(Class<?> type) {
        return StreamMessageListenerContainer.class.isAssignableFrom(type) && isOurs(type);
    }

    private boolean isOurs(Class<?> type) {
        return type.getName().startsWith(SPRING_DATA)
                && !properties.getObject().streams().isEmpty();
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        boolean container = bean instanceof StreamMessageListenerContainer;
        if ((container || bean instanceof Subscription) && isOurs(bean.getClass())) {
            try {
                List<?> subscriptions = container ? field(bean, "subscriptions", List.class) : List.of(bean);
                subscriptions.forEach(this::wrapListener);
            } catch (RuntimeException cannotBeSeen) {
                log.warn("What listeners of '{}' throw is not reported", name, cannotBeSeen);
            }
        }
        return bean;
    }

    private void wrapListener(Object subscription) {
        Object task = field(subscription, "task", Object.class);
        Field listener = accessible(task, "listener");
        if (ReflectionUtils.getField(listener, task) instanceof StreamListener<?, ?> registered) {
            ReflectionUtils.setField(listener, task, reporting(registered));
        }
    }

    private StreamListener<?, ?> reporting(StreamListener<?, ?> listener) {
        return listener instanceof ReportingStreamListener<?, ?>
                ? listener
                : new ReportingStreamListener<>(listener, messages.getObject());
    }

    private static <T> T field(Object of, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(ReflectionUtils.getField(accessible(of, name), of), name));
    }

    private static Field accessible(Object of, String name) {
        Field field = ReflectionUtils.findField(of.getClass(), name);
        if (field == null) {
            throw new IllegalStateException(
                    "No field " + name + " in " + of.getClass().getName());
        }
        ReflectionUtils.makeAccessible(field);
        return field;
    }
}
