/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/**
 * An application's context in which those who configure the {@code RestClient}s of HTTP service groups get builders that
 * capture. A proxy, because the interface of a context grows with Spring; their beans stay as they are.
 */
final class GroupConfigurers implements InvocationHandler {

    private final ApplicationContext context;
    private final ClientCapture capture;

    private GroupConfigurers(ApplicationContext context, ClientCapture capture) {
        this.context = context;
        this.capture = capture;
    }

    static ApplicationContext capturing(ApplicationContext context, ClientCapture capture) {
        return (ApplicationContext) Proxy.newProxyInstance(
                ApplicationContext.class.getClassLoader(),
                new Class<?>[] {ApplicationContext.class},
                new GroupConfigurers(context, capture));
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        Object result;
        try {
            result = method.invoke(context, args);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
        return result instanceof ObjectProvider<?> found
                        && args != null
                        && args[0] == RestClientHttpServiceGroupConfigurer.class
                ? new Capturing((ObjectProvider<RestClientHttpServiceGroupConfigurer>) found, capture)
                : result;
    }

    private record Capturing(ObjectProvider<RestClientHttpServiceGroupConfigurer> found, ClientCapture capture)
            implements ObjectProvider<RestClientHttpServiceGroupConfigurer> {

        @Override
        public Stream<RestClientHttpServiceGroupConfigurer> stream() {
            return found.stream().map(this::capturing);
        }

        @Override
        public Stream<RestClientHttpServiceGroupConfigurer> orderedStream() {
            return found.orderedStream().map(this::capturing);
        }

        private RestClientHttpServiceGroupConfigurer capturing(RestClientHttpServiceGroupConfigurer configurer) {
            return groups -> configurer.configureGroups(new CapturedGroups(groups, capture));
        }
    }
}
