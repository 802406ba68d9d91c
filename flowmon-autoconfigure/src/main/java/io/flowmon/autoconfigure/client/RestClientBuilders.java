/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * A {@code RestClient.Builder} that wraps every request factory it is given, also one that the application sets last. A
 * proxy, because the builder has no way to ask it for its factory, and its interface grows with Spring.
 */
final class RestClientBuilders implements InvocationHandler {

    private final RestClient.Builder delegate;
    private final ClientCapture capture;

    private RestClientBuilders(RestClient.Builder delegate, ClientCapture capture) {
        this.delegate = delegate;
        this.capture = capture;
    }

    static RestClient.Builder capturing(RestClient.Builder delegate, ClientCapture capture) {
        return (RestClient.Builder) Proxy.newProxyInstance(
                RestClient.Builder.class.getClassLoader(),
                new Class<?>[] {RestClient.Builder.class},
                new RestClientBuilders(delegate, capture));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        if (args != null && args.length == 1) {
            if (args[0] instanceof ClientHttpRequestFactory factory) {
                delegate.requestFactory(capture.wrap(factory));
                return proxy;
            }
            if (method.getName().equals("apply")) {
                apply(args[0], (RestClient.Builder) proxy);
                return proxy;
            }
            if (method.getName().equals("equals")) {
                return proxy == args[0];
            }
        }
        Object result;
        try {
            result = method.invoke(delegate, args);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
        if (result == delegate) {
            return proxy;
        }
        return result instanceof RestClient.Builder copy ? capturing(copy, capture) : result;
    }

    @SuppressWarnings("unchecked")
    private static void apply(Object consumer, RestClient.Builder proxy) {
        ((Consumer<RestClient.Builder>) consumer).accept(proxy);
    }
}
