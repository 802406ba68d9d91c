/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import org.jspecify.annotations.NullUnmarked;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisPubSubCommands;
import org.springframework.data.redis.connection.Subscription;

/**
 * The commands of channels, such that the application publishes and hears payloads while envelopes go through Redis.
 * Unmarked for nullness as the interface is: every answer is null in a pipeline.
 */
@NullUnmarked
final class ChannelCommands implements RedisPubSubCommands {

    private final RedisConnection connection;
    private final NamedDestinations channels;
    private final Messages messages;
    private final Replies replies;

    ChannelCommands(RedisConnection connection, NamedDestinations channels, Messages messages, Replies replies) {
        this.connection = connection;
        this.channels = channels;
        this.messages = messages;
        this.replies = replies;
    }

    @Override
    public Long publish(byte[] channel, byte[] message) {
        Destination destination = channels.of(channel);
        if (destination == null || message == null) {
            return replies.of(() -> connection.publish(channel, message), Reply.UNTOUCHED);
        }
        OutgoingMessage outgoing = messages.outgoing(destination, message);
        return replies.of(() -> connection.publish(channel, outgoing.stored()), new PublishReply(outgoing));
    }

    @Override
    public void subscribe(MessageListener listener, byte[]... names) {
        connection.subscribe(receiving(listener), names);
    }

    @Override
    public void pSubscribe(MessageListener listener, byte[]... patterns) {
        connection.pSubscribe(receiving(listener), patterns);
    }

    private MessageListener receiving(MessageListener listener) {
        return listener == null || channels.isEmpty() ? listener : new ReceivingListener(listener, channels, messages);
    }

    @Override
    public boolean isSubscribed() {
        return connection.isSubscribed();
    }

    @Override
    public Subscription getSubscription() {
        return connection.getSubscription();
    }
}
