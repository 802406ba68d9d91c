/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import io.flowmon.core.sender.Transport;
import io.flowmon.core.wire.WireFormatException;
import io.flowmon.core.wire.WireMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A {@code DEALER} socket that connects to one server and, whenever the connection breaks or is refused, connects again
 * by itself. Without a connection nothing is taken, so that what waits stays within the sender's bounds.
 */
public final class ZeroMqTransport implements Transport {

    private static final Logger LOG = System.getLogger(ZeroMqTransport.class.getName());

    private static final long REFUSED_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String endpoint;
    private final @Nullable CurveSettings curve;
    private final Reach reach;
    private @Nullable DealerConnection connection;
    private int serverKey;
    private int refusals;
    private boolean paused;
    private long pauseUntil;

    /**
     * @param endpoint where the server listens, such as {@code tcp://127.0.0.1:8401}
     */
    public ZeroMqTransport(String endpoint) {
        this(endpoint, null);
    }

    /**
     * @param endpoint where the server listens, such as {@code tcp://127.0.0.1:8401}
     * @param curve the keys of both sides; null: neither encrypted nor authenticated
     */
    public ZeroMqTransport(String endpoint, @Nullable CurveSettings curve) {
        this.endpoint = endpoint;
        this.curve = curve;
        this.reach = new Reach(endpoint);
    }

    @Override
    public void open() {
        if (connection == null) {
            connection = curve == null
                    ? new DealerConnection(endpoint, null, null)
                    : new DealerConnection(
                            endpoint, curve.keys(), curve.serverKeys().get(serverKey));
        }
    }

    @Override
    public boolean send(WireMessage message) {
        boolean taken = usable().send(message.buffers());
        if (taken && message instanceof WireMessage.Batch) {
            reach.asked(System.nanoTime());
        }
        return taken;
    }

    @Override
    public @Nullable WireMessage receive(Duration timeout) {
        List<byte[]> frames = usable().receive(timeout);
        if (frames == null) {
            return null;
        }
        refusals = 0;
        reach.answered();
        try {
            return WireMessage.parse(frames);
        } catch (WireFormatException unknown) {
            LOG.log(Level.DEBUG, "flowmon: the server sent what this version does not know", unknown);
            return null;
        }
    }

    @Override
    public @Nullable String trouble() {
        return reach.trouble();
    }

    /** Where the server listens. */
    @Override
    public String toString() {
        return endpoint;
    }

    @Override
    public void close(Duration linger) {
        if (connection != null) {
            connection.close(linger);
            connection = null;
        }
    }

    /** The connection; a new one in place of one that the server refused, with its next key and not too soon. */
    private DealerConnection usable() {
        DealerConnection now = connection;
        if (now == null) {
            throw new IllegalStateException("the transport is not open");
        }
        long time = System.nanoTime();
        if (!paused) {
            Handshakes.Refusal refusal = now.refusal(time);
            if (refusal != null) {
                refused(refusal, time);
            } else if (curve != null && reach.silent(time)) {
                paused = true;
                pauseUntil = time;
            }
        }
        if (!paused || time - pauseUntil < 0) {
            return now;
        }
        paused = false;
        close(Duration.ZERO);
        open();
        return usable();
    }

    private void refused(Handshakes.Refusal refusal, long now) {
        int keys = curve == null ? 1 : curve.serverKeys().size();
        refusals++;
        paused = true;
        boolean anotherKey = refusal == Handshakes.Refusal.SERVER_KEY && refusals % keys != 0;
        pauseUntil = anotherKey ? now : now + REFUSED_PAUSE_NANOS;
        if (!anotherKey) {
            reach.refused(refusal.reason());
        }
        if (refusal == Handshakes.Refusal.SERVER_KEY) {
            serverKey = (serverKey + 1) % keys;
        }
    }
}
