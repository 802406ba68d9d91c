/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import io.flowmon.core.wire.WireMessage.Rejection;
import io.flowmon.core.wire.WireMessage.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A transport with the server's rules behind it, which loses connections and answers when told to. */
final class UnreliableServer implements Transport {

    private final BlockingQueue<WireMessage> answers = new LinkedBlockingQueue<>();
    private final Map<UUID, Long> sessions = new HashMap<>();
    private final List<String> stored = new ArrayList<>();
    private boolean connected = true;
    private boolean answering = true;
    private boolean rejecting;
    private int rejected;
    private long window = 1 << 20;

    synchronized void connected(boolean is) {
        connected = is;
        answers.clear();
    }

    synchronized void answering(boolean is) {
        answering = is;
    }

    synchronized void window(long bytes) {
        window = bytes;
    }

    synchronized void rejectNext() {
        rejecting = true;
    }

    synchronized List<String> stored() {
        return List.copyOf(stored);
    }

    /** Events that were rejected; the sender may not have heard of it. */
    synchronized int rejected() {
        return rejected;
    }

    @Override
    public void open() {}

    @Override
    public synchronized boolean send(WireMessage message) {
        if (!connected) {
            return false;
        }
        WireMessage answer = message instanceof Batch batch ? handle(batch) : new Window(message.session(), window);
        if (answering) {
            answers.add(answer);
        }
        return true;
    }

    @Override
    public @Nullable WireMessage receive(Duration timeout) {
        try {
            return answers.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close(Duration linger) {}

    private WireMessage handle(Batch batch) {
        long last = sessions.getOrDefault(batch.session(), 0L);
        if (batch.number() != last + 1) {
            return new Acknowledgement(batch.session(), last);
        }
        sessions.put(batch.session(), batch.number());
        if (rejecting) {
            rejecting = false;
            rejected += JsonMapper.shared().readTree(batch.payload()).size();
            return new Rejection(batch.session(), batch.number(), "refused");
        }
        for (JsonNode event : JsonMapper.shared().readTree(batch.payload())) {
            stored.add(event.get("message_type").stringValue());
        }
        return new Acknowledgement(batch.session(), batch.number());
    }
}
