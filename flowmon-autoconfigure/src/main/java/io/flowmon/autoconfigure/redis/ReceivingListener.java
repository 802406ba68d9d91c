/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.DefaultMessage;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.SubscriptionListener;

/** Stands between a subscribed connection and its listener, on the connection's thread. */
final class ReceivingListener implements MessageListener, SubscriptionListener {

    private final MessageListener listener;
    private final SubscriptionListener subscriptions;
    private final NamedDestinations channels;
    private final Messages messages;

    ReceivingListener(MessageListener listener, NamedDestinations channels, Messages messages) {
        this.listener = listener;
        this.subscriptions = listener instanceof SubscriptionListener both ? both : NO_OP_SUBSCRIPTION_LISTENER;
        this.channels = channels;
        this.messages = messages;
    }

    @Override
    public void onMessage(Message message, byte @Nullable [] pattern) {
        Destination channel = channels.of(message.getChannel());
        if (channel == null) {
            listener.onMessage(message, pattern);
            return;
        }
        byte[] stored = message.getBody();
        Messages.Incoming incoming = messages.incoming(channel, stored);
        byte[] content = incoming.content();
        Message unwrapped = content == stored ? message : new DefaultMessage(message.getChannel(), content);
        messages.whileHandling(incoming.receipts(), () -> listener.onMessage(unwrapped, pattern));
    }

    @Override
    public void onChannelSubscribed(byte[] channel, long count) {
        subscriptions.onChannelSubscribed(channel, count);
    }

    @Override
    public void onChannelUnsubscribed(byte[] channel, long count) {
        subscriptions.onChannelUnsubscribed(channel, count);
    }

    @Override
    public void onPatternSubscribed(byte[] pattern, long count) {
        subscriptions.onPatternSubscribed(pattern, count);
    }

    @Override
    public void onPatternUnsubscribed(byte[] pattern, long count) {
        subscriptions.onPatternUnsubscribed(pattern, count);
    }
}
