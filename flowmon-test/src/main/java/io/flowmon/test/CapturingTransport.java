/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.sender.Transport;
import io.flowmon.core.wire.PayloadEncoding;
import io.flowmon.core.wire.WireMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores what a sender delivers and answers as a server does: every batch is stored and acknowledged.
 *
 * <p>The sender collects what waits once in each round, and asks for answers at its end. So a round that delivered nothing
 * shows that everything published before it has arrived.
 */
final class CapturingTransport implements Transport {

    private final Arrivals arrivals;
    private final MaskingRules rules;
    private final Queue<WireMessage> answers = new ArrayDeque<>();
    private boolean delivered;
    private long roundBegan;

    CapturingTransport(Arrivals arrivals, MaskingRules rules) {
        this.arrivals = arrivals;
        this.rules = rules;
        arrivals.made(this);
    }

    @Override
    public void open() {
        delivered = true;
        arrivals.opened(this);
    }

    @Override
    public boolean send(WireMessage message) {
        if (message instanceof WireMessage.Batch batch) {
            arrivals.add(read(batch));
            answers.add(new WireMessage.Acknowledgement(batch.session(), batch.number()));
            delivered = true;
        }
        return true;
    }

    @Override
    public @Nullable WireMessage receive(Duration timeout) {
        WireMessage answer = answers.poll();
        if (answer != null) {
            return answer;
        }
        if (!delivered) {
            arrivals.complete(this, roundBegan);
        }
        LockSupport.parkNanos(this, timeout.toNanos());
        delivered = false;
        roundBegan = System.nanoTime();
        return null;
    }

    @Override
    public void close(Duration linger) {
        arrivals.closed(this);
    }

    /** Where events go, as the log tells it. */
    @Override
    public String toString() {
        return "the memory of this test";
    }

    private List<Arrival> read(WireMessage.Batch batch) {
        long now = System.nanoTime();
        List<Arrival> events = new ArrayList<>();
        try (InputStream payload = payload(batch)) {
            for (JsonNode event : JsonMapper.shared().readTree(payload)) {
                events.add(new Arrival(event, rules, now));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return events;
    }

    private static InputStream payload(WireMessage.Batch batch) throws IOException {
        InputStream bytes = new ByteArrayInputStream(batch.payload(), 0, batch.length());
        return batch.encoding() == PayloadEncoding.JSON_GZIP ? new GZIPInputStream(bytes) : bytes;
    }
}
