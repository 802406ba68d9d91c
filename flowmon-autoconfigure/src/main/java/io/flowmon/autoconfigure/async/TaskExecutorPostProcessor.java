/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.ReflectionUtils;

/**
 * Lets the tasks of every executor bean take the flow along, inside the decorator that the executor may have already. Not
 * a {@link TaskDecorator} bean: that would reach only the executors that Spring Boot builds.
 */
final class TaskExecutorPostProcessor implements BeanPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(TaskExecutorPostProcessor.class);

    private final ObjectProvider<MessagesInHand> messages;

    TaskExecutorPostProcessor(ObjectProvider<MessagesInHand> messages) {
        this.messages = messages;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        try {
            if (bean instanceof ThreadPoolTaskExecutor executor) {
                executor.setTaskDecorator(carrying(present(ThreadPoolTaskExecutor.class, executor)));
            } else if (bean instanceof SimpleAsyncTaskExecutor executor) {
                executor.setTaskDecorator(carrying(present(SimpleAsyncTaskExecutor.class, executor)));
            }
        } catch (RuntimeException cannotBeSeen) {
            log.warn("Tasks given to the executor '{}' do not take their flow along", name, cannotBeSeen);
        }
        return bean;
    }

    private TaskDecorator carrying(@Nullable TaskDecorator present) {
        TaskDecorator carry = task -> messages.getObject().carry(task);
        return present == null ? carry : task -> present.decorate(carry.decorate(task));
    }

    private static @Nullable TaskDecorator present(Class<?> executorType, Object executor) {
        Field field = ReflectionUtils.findField(executorType, "taskDecorator");
        if (field == null) {
            throw new IllegalStateException("No field taskDecorator in " + executorType.getName());
        }
        ReflectionUtils.makeAccessible(field);
        return (TaskDecorator) ReflectionUtils.getField(field, executor);
    }
}
