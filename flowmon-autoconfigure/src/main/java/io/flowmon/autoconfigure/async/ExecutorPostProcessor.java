/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.PatternMatchUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Lets the tasks of every executor bean take the flow along: through the executor's own decorator where it has one, else
 * through a proxy that is still of the bean's class. Not a {@link TaskDecorator} bean: that would reach only the executors
 * that Spring Boot builds.
 */
final class ExecutorPostProcessor implements BeanPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(ExecutorPostProcessor.class);

    private final TaskCarrier carrier;
    private final ExecutorProxies proxies;
    private final String[] excluded;

    ExecutorPostProcessor(TaskCarrier carrier, List<String> excluded) {
        this.carrier = carrier;
        this.proxies = new ExecutorProxies(carrier);
        this.excluded = excluded.toArray(String[]::new);
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof Executor executor && !PatternMatchUtils.simpleMatch(excluded, name)) {
            try {
                decorate(executor);
            } catch (RuntimeException cannotBeSeen) {
                log.warn("Tasks given to the executor '{}' do not take their flow along", name, cannotBeSeen);
            }
        }
        return bean;
    }

    private void decorate(Executor bean) {
        if (bean instanceof ThreadPoolTaskExecutor executor) {
            executor.setTaskDecorator(around(
                    ThreadPoolTaskExecutor.class,
                    executor,
                    task -> TaskCarrier.orders(executor.getThreadPoolExecutor().getQueue())
                            ? task
                            : carrier.carry(task)));
        } else if (bean instanceof ThreadPoolTaskScheduler scheduler) {
            scheduler.setTaskDecorator(around(ThreadPoolTaskScheduler.class, scheduler, carrier::carryIfImmediate));
        } else if (bean instanceof SimpleAsyncTaskExecutor executor) {
            executor.setTaskDecorator(around(SimpleAsyncTaskExecutor.class, executor, carrier::carry));
        } else if (bean instanceof ConcurrentTaskExecutor executor && !(bean instanceof TaskScheduler)) {
            executor.setTaskDecorator(around(ConcurrentTaskExecutor.class, executor, carrier::carry));
        } else if (bean instanceof TaskExecutorAdapter executor) {
            executor.setTaskDecorator(around(TaskExecutorAdapter.class, executor, carrier::carry));
        }
    }

    private static TaskDecorator around(Class<?> executorType, Object executor, UnaryOperator<Runnable> carry) {
        TaskDecorator present = present(executorType, executor);
        return present instanceof CarryingDecorator ? present : new CarryingDecorator(carry, present);
    }

    private static @Nullable TaskDecorator present(Class<?> executorType, Object executor) {
        Field field = ReflectionUtils.findField(executorType, "taskDecorator");
        if (field == null) {
            throw new IllegalStateException("No field taskDecorator in " + executorType.getName());
        }
        ReflectionUtils.makeAccessible(field);
        return (TaskDecorator) ReflectionUtils.getField(field, executor);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof Executor executor) || PatternMatchUtils.simpleMatch(excluded, name)) {
            return bean;
        }
        try {
            return proxies.proxy(executor, name);
        } catch (RuntimeException | LinkageError cannotBeProxied) {
            ExecutorProxies.explain(name, cannotBeProxied.toString());
            return bean;
        }
    }
}
