/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.ClassUtils;

/**
 * Puts a proxy in the place of executors that have no decorator: one of the same class where anybody could name that
 * class, one of the same interfaces where nobody can, as for most that {@code Executors} makes. Where neither is possible
 * the executor stays as it is.
 */
final class ExecutorProxies {

    private static final Logger log = LoggerFactory.getLogger(ExecutorProxies.class);

    private static final Set<Class<?>> NOTHING_TO_DO = Set.of(
            ThreadPoolTaskExecutor.class,
            SimpleAsyncTaskExecutor.class,
            ConcurrentTaskExecutor.class,
            TaskExecutorAdapter.class,
            TaskScheduler.class,
            SyncTaskExecutor.class);

    private final TaskCarrier carrier;

    ExecutorProxies(TaskCarrier carrier) {
        this.carrier = carrier;
    }

    Executor proxy(Executor bean, String name) {
        Class<?> type = AopUtils.getTargetClass(bean);
        if (NOTHING_TO_DO.stream().anyMatch(decorated -> decorated.isAssignableFrom(type)) || !isOnlyAnExecutor(type)) {
            return bean;
        }
        CarryingInterceptor carrying = new CarryingInterceptor(carrier);
        if (bean instanceof Advised advised) {
            if (!advised.isFrozen()) {
                advised.addAdvice(0, carrying);
            }
            return bean;
        }
        if (bean instanceof ThreadPoolExecutor pool && TaskCarrier.orders(pool.getQueue())) {
            return bean;
        }
        if (isNameless(type)) {
            return ofSameInterfaces(bean, carrying);
        }
        String obstacle = obstacleToSubclass(type);
        if (obstacle != null) {
            explain(name, obstacle);
            return bean;
        }
        return isOfTheJdk(type) ? JdkExecutorProxy.of(bean, carrying) : ofSameClass(bean, carrying);
    }

    static void explain(String name, String reason) {
        log.info(
                "Tasks given to the executor '{}' do not take their flow along, unless it is called through"
                        + " Flowmon.wrap: {}",
                name,
                reason);
    }

    /** Libraries have executors that are much else besides, such as event loops; what they do with tasks is unknown. */
    private static boolean isOnlyAnExecutor(Class<?> type) {
        return TaskExecutor.class.isAssignableFrom(type)
                || Arrays.stream(ClassUtils.getAllInterfacesForClass(type)).allMatch(ExecutorProxies::isOfTheJdk);
    }

    private static boolean isOfTheJdk(Class<?> type) {
        return type.getName().startsWith("java.");
    }

    private static boolean isNameless(Class<?> type) {
        return type.isHidden()
                || type.isSynthetic()
                || type.isAnonymousClass()
                || (isOfTheJdk(type) && !Modifier.isPublic(type.getModifiers()));
    }

    private static @Nullable String obstacleToSubclass(Class<?> type) {
        if (Modifier.isFinal(type.getModifiers())) {
            return type.getName() + " is final.";
        }
        if (Modifier.isPrivate(type.getModifiers())) {
            return type.getName() + " is private.";
        }
        for (Class<?> declaring = type; declaring != null && declaring != Object.class; ) {
            for (Method method : declaring.getDeclaredMethods()) {
                if (cannotBePassedOn(method)) {
                    return "the method " + method.getName() + " of " + declaring.getName() + " is final.";
                }
            }
            declaring = declaring.getSuperclass();
        }
        return null;
    }

    /** On a proxy such a method would work on fields that are not there. */
    private static boolean cannotBePassedOn(Method method) {
        int modifiers = method.getModifiers();
        boolean callable = Modifier.isPublic(modifiers)
                || (!Modifier.isPrivate(modifiers) && !isOfTheJdk(method.getDeclaringClass()));
        return callable && Modifier.isFinal(modifiers) && !Modifier.isStatic(modifiers);
    }

    private static Executor ofSameInterfaces(Executor bean, CarryingInterceptor carrying) {
        ProxyFactory factory = new ProxyFactory();
        factory.setTarget(bean);
        factory.setInterfaces(ClassUtils.getAllInterfaces(bean));
        factory.addAdvice(carrying);
        return (Executor) factory.getProxy(ExecutorProxies.class.getClassLoader());
    }

    private static Executor ofSameClass(Executor bean, CarryingInterceptor carrying) {
        ProxyFactory factory = new ProxyFactory(bean);
        factory.setProxyTargetClass(true);
        factory.addAdvice(carrying);
        return (Executor) factory.getProxy(bean.getClass().getClassLoader());
    }
}
