/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisListCommands;

/**
 * A connection as the application sees it: everything goes to the connection behind it, commands of lists and channels by
 * way of {@link ListCommands} and {@link ChannelCommands}. A dynamic proxy, so that it is whatever the connection is,
 * commands included that a later Spring Data adds.
 */
final class DecoratedConnection implements InvocationHandler {

    /** Methods that answer at once, also in a pipeline. */
    private static final Set<String> NO_COMMANDS = Set.of(
            "isPipelined",
            "isQueueing",
            "isClosed",
            "isSubscribed",
            "getSubscription",
            "getNativeConnection",
            "getSentinelConnection",
            "toString");

    private final RedisConnection target;
    private final Replies replies;
    private final ListCommands listCommands;
    private final ChannelCommands channelCommands;
    private @Nullable Object listCommandsProxy;

    DecoratedConnection(RedisConnection target, Destinations destinations, Messages messages) {
        this.target = target;
        this.replies = new Replies(target, messages);
        this.listCommands = new ListCommands(target, destinations.lists(), messages, replies);
        this.channelCommands = new ChannelCommands(target, destinations.channels(), messages, replies);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        Method ours = OwnMethods.of(method);
        if (ours != null) {
            boolean ofLists = ours.getDeclaringClass().isInstance(listCommands);
            return call(ofLists ? listCommands : channelCommands, ours, args);
        }
        switch (method.getName()) {
            case "equals" -> {
                return args != null && proxy == args[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "listCommands" -> {
                return listCommands();
            }
            case "exec" -> {
                return replies.exec();
            }
            case "discard" -> {
                replies.discard();
                return null;
            }
            case "closePipeline" -> {
                return replies.closePipeline();
            }
            case "close" -> replies.close();
            default -> {}
        }
        return passOn(target, method, args);
    }

    /** The commands may also be had in groups, such as {@code stringCommands()}. */
    private @Nullable Object passOn(Object to, Method method, Object @Nullable [] args) throws Throwable {
        if (!replies.areDeferred()) {
            return call(to, method, args);
        }
        if (isGroup(method)) {
            Object group = call(to, method, args);
            return group == null ? null : counting(method.getReturnType(), group);
        }
        Object nothingYet = call(to, method, args);
        if (method.getReturnType() != void.class && !NO_COMMANDS.contains(method.getName())) {
            replies.skipOne();
        }
        return nothingYet;
    }

    static boolean isGroup(Method method) {
        return method.getParameterCount() == 0
                && method.getReturnType().isInterface()
                && method.getName().endsWith("Commands");
    }

    private Object counting(Class<?> group, Object commands) {
        return Proxy.newProxyInstance(
                group.getClassLoader(),
                new Class<?>[] {group},
                (proxy, method, args) -> passOn(commands, method, args));
    }

    private Object listCommands() {
        if (listCommandsProxy == null) {
            listCommandsProxy = Proxy.newProxyInstance(
                    RedisListCommands.class.getClassLoader(),
                    new Class<?>[] {RedisListCommands.class},
                    (proxy, method, args) -> {
                        Method ours = OwnMethods.of(method);
                        return ours != null
                                ? call(listCommands, ours, args)
                                : passOn(target.listCommands(), method, args);
                    });
        }
        return listCommandsProxy;
    }

    private static @Nullable Object call(Object to, Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(to, args);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }
}
