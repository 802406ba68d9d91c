/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import org.springframework.cglib.core.SpringNamingPolicy;
import org.springframework.cglib.proxy.Callback;
import org.springframework.cglib.proxy.Enhancer;
import org.springframework.cglib.proxy.Factory;
import org.springframework.cglib.proxy.MethodInterceptor;
import org.springframework.objenesis.SpringObjenesis;

/**
 * A proxy of a public class of the JDK, such as {@code ThreadPoolExecutor}. Spring AOP cannot make one: it would define the
 * class beside its parent, where nothing may be defined. This one is defined beside us.
 */
final class JdkExecutorProxy {

    private static final SpringObjenesis OBJENESIS = new SpringObjenesis();

    private JdkExecutorProxy() {}

    static Executor of(Executor target, CarryingInterceptor carrying) {
        MethodInterceptor callback = (proxy, method, arguments, unused) -> {
            carrying.carry(method, arguments, target);
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
            }
        };
        Factory proxy = (Factory) OBJENESIS.newInstance(proxyClass(target.getClass()));
        proxy.setCallbacks(new Callback[] {callback});
        return (Executor) proxy;
    }

    private static Class<?> proxyClass(Class<?> type) {
        Enhancer enhancer = new Enhancer();
        enhancer.setSuperclass(type);
        enhancer.setCallbackType(MethodInterceptor.class);
        enhancer.setContextClass(JdkExecutorProxy.class);
        enhancer.setClassLoader(JdkExecutorProxy.class.getClassLoader());
        enhancer.setAttemptLoad(true);
        enhancer.setNamingPolicy((prefix, source, key, taken) -> SpringNamingPolicy.INSTANCE.getClassName(
                JdkExecutorProxy.class.getPackageName() + "." + type.getSimpleName(), source, key, taken));
        return enhancer.createClass();
    }
}
