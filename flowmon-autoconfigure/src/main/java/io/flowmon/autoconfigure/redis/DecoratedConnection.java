/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * A connection as the application sees it: everything goes to the connection behind it, commands of lists, channels and
 * streams by way of {@link ListCommands}, {@link ChannelCommands} and {@link StreamCommands}. A dynamic proxy, so that it
 * is whatever the connection is, commands included that a later Spring Data adds.
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
    private final ConnectionDecorator decorator;
    private final Replies replies;
    private final ListCommands listCommands;
    private final ChannelCommands channelCommands;
    private @Nullable Object listCommandsProxy;
    private @Nullable Object streamCommandsProxy;

    DecoratedConnection(RedisConnection target, ConnectionDecorator decorator) {
        this.target = target;
        this.decorator = decorator;
        Destinations destinations = decorator.destinations();
        Messages messages = decorator.messages();
        this.replies = new Replies(target, messages);
        this.listCommands = new ListCommands(target, destinations.lists(), messages, replies);
        this.channelCommands = new ChannelCommands(target, destinations.channels(), messages, replies);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        OwnMethod own = OwnMethod.of(method);
        if (own != null) {
            return switch (own.group()) {
                case LISTS -> call(listCommands, own.method(), args);
                case CHANNELS -> call(channelCommands, own.method(), args);
                case STREAMS -> call(streamCommands(), own.method(), args);
            };
        }
        switch (method.getName()) {
            case "equals" -> {
                return args != null && proxy == args[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "commands" -> {
                return proxy;
            }
            case "getDelegate" -> {
                return call(target, method, args) instanceof RedisConnection connection
                        ? decorator.decorate(connection)
                        : null;
            }
            case "listCommands" -> {
                return listCommands();
            }
            case "streamCommands" -> {
                return streamCommands();
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
        if (isGroup(method)) {
            Object group = call(to, method, args);
            return group == null ? null : counting(group);
        }
        Object answer = call(to, method, args);
        if (replies.areDeferred() && hasResult(method)) {
            replies.skipOne();
        }
        return answer;
    }

    private static boolean hasResult(Method method) {
        return method.getReturnType() != void.class
                && method.getDeclaringClass() != Object.class
                && !NO_COMMANDS.contains(method.getName());
    }

    private static boolean isGroup(Method method) {
        return method.getParameterCount() == 0
                && method.getReturnType().isInterface()
                && method.getName().endsWith("Commands");
    }

    private Object counting(Object group) {
        return LookAlike.of(group, (proxy, method, args) -> passOn(group, method, args));
    }

    private Object listCommands() {
        if (listCommandsProxy == null) {
            listCommandsProxy = LookAlike.of(target.listCommands(), (proxy, method, args) -> {
                OwnMethod own = OwnMethod.of(method);
                return own != null
                        ? call(listCommands, own.method(), args)
                        : passOn(target.listCommands(), method, args);
            });
        }
        return listCommandsProxy;
    }

    private Object streamCommands() {
        if (streamCommandsProxy == null) {
            StreamCommands commands = new StreamCommands(target, decorator, replies);
            streamCommandsProxy = LookAlike.of(
                    target.streamCommands(),
                    new StreamCommandsHandler(
                            commands, (proxy, method, args) -> passOn(target.streamCommands(), method, args)));
        }
        return streamCommandsProxy;
    }

    static @Nullable Object call(Object to, Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(to, args);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }
}
