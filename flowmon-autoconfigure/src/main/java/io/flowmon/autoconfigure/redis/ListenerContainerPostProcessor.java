/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.MessagesInHand;
import java.lang.reflect.Field;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.util.ErrorHandler;
import org.springframework.util.ReflectionUtils;

/**
 * Lets the listeners of a container work on the message they are called with: the container calls them in an executor
 * that is not a bean, and keeps their exceptions to itself. Before anybody wraps the container.
 */
final class ListenerContainerPostProcessor implements BeanPostProcessor, PriorityOrdered {

    private static final Logger log = LoggerFactory.getLogger(ListenerContainerPostProcessor.class);

    private final ObjectProvider<MessagesInHand> messages;
    private final ObjectProvider<FlowmonRedisProperties> properties;

    ListenerContainerPostProcessor(
            ObjectProvider<MessagesInHand> messages, ObjectProvider<FlowmonRedisProperties> properties) {
        this.messages = messages;
        this.properties = properties;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /** After its initialization the container has an executor. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RedisMessageListenerContainer container
                && !properties.getObject().channels().isEmpty()) {
            try {
                decorate(container);
            } catch (RuntimeException cannotBeSeen) {
                log.warn("Listeners of the container '{}' do not know their messages", name, cannotBeSeen);
            }
        }
        return bean;
    }

    private void decorate(RedisMessageListenerContainer container) {
        MessagesInHand inHand = messages.getObject();
        Executor executor = field(container, "taskExecutor", Executor.class);
        if (executor == null) {
            throw new IllegalStateException("The container has no executor");
        }
        ErrorHandler errors = field(container, "errorHandler", ErrorHandler.class);
        container.setTaskExecutor(new ListenerExecutor(executor, inHand));
        container.setErrorHandler(error -> {
            inHand.failed(error);
            if (errors != null) {
                errors.handleError(error);
            } else {
                // What the container does when it has no error handler.
                LoggerFactory.getLogger(container.getClass())
                        .warn("Execution of message listener failed, and no ErrorHandler has been set", error);
            }
        });
    }

    private static <T> @Nullable T field(RedisMessageListenerContainer container, String name, Class<T> type) {
        Field field = ReflectionUtils.findField(RedisMessageListenerContainer.class, name);
        if (field == null) {
            throw new IllegalStateException("No field " + name + " in the container");
        }
        ReflectionUtils.makeAccessible(field);
        return type.cast(ReflectionUtils.getField(field, container));
    }
}
