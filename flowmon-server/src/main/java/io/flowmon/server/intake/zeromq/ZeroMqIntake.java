/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.zeromq;

import io.flowmon.server.access.curve.CurveAccess;
import io.flowmon.server.access.curve.CurveGuard;
import io.flowmon.server.intake.EventDecoder;
import io.flowmon.server.intake.IntakeMetrics;
import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.EventStore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** Listens for senders while the application runs. */
@Component
public class ZeroMqIntake implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ZeroMqIntake.class);
    private static final int MESSAGES_A_PEER = 16;
    private static final int ANSWERS_A_PEER = 500;
    private static final int LINGER_MILLIS = 500;
    private static final int HANDSHAKE_MILLIS = 2_000;
    private static final long STOP_MILLIS = 15_000;
    private static final long TELL_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ServerSettings.ZeroMq settings;
    private final EventDecoder decoder;
    private final EventStore store;
    private final IntakeMetrics metrics;
    private final CurveAccess access;
    private volatile @Nullable Running running;
    private volatile long refusalToldAt = System.nanoTime() - TELL_AGAIN_NANOS;

    ZeroMqIntake(
            ServerSettings settings,
            EventDecoder decoder,
            EventStore store,
            IntakeMetrics metrics,
            CurveAccess access) {
        this.settings = settings.zeromq();
        this.decoder = decoder;
        this.store = store;
        this.metrics = metrics;
        this.access = access;
    }

    private record Running(
            ZContext context, @Nullable CurveGuard guard, Answers answers, IntakeLoop loop, Thread thread, int port) {}

    /** The port that is really bound; 0 while not running. */
    public int port() {
        Running now = running;
        return now == null ? 0 : now.port();
    }

    @Override
    public void start() {
        ZContext context = new ZContext();
        context.setLinger(LINGER_MILLIS);
        try {
            running = start(context);
        } catch (RuntimeException failure) {
            context.close();
            throw failure;
        }
        log.info("Events over ZeroMQ: tcp://{}:{}", settings.address(), port());
    }

    private Running start(ZContext context) {
        ZMQ.Socket router = context.createSocket(SocketType.ROUTER);
        router.setRcvHWM(MESSAGES_A_PEER);
        router.setSndHWM(ANSWERS_A_PEER);
        router.setMaxMsgSize(settings.maxFrame().toBytes());
        router.setRouterHandover(true);
        router.setHandshakeIvl(HANDSHAKE_MILLIS);
        CurveGuard guard = access.guard(context, router);
        Connections connections = new Connections(
                settings.connections(), () -> refused("connections"), guard == null ? null : guard.watch());
        FrameBudget budget = new FrameBudget(settings.memory().toBytes(), () -> refused("memory"), connections::end);
        router.setMsgAllocator(budget);
        router.setEventHook(connections, Connections.EVENTS | (guard == null ? 0 : CurveGuard.EVENTS));
        int port = bind(router);

        Answers answers = new Answers();
        ZMQ.Poller both = context.createPoller(2);
        both.register(router, ZMQ.Poller.POLLIN);
        both.register(answers.channel(), ZMQ.Poller.POLLIN);
        ZMQ.Poller answersOnly = context.createPoller(1);
        answersOnly.register(answers.channel(), ZMQ.Poller.POLLIN);
        MessageReader reader =
                new MessageReader(decoder, (int) settings.maxPayload().toBytes());
        IntakeLoop loop = new IntakeLoop(
                new IntakeLoop.Sockets(router, both, answersOnly),
                guard,
                answers,
                reader,
                store,
                metrics,
                new Relief(budget, connections, settings.memory().toBytes()),
                new Windows(settings, connections));
        metrics.gauge("flowmon.intake.memory", budget::used);
        metrics.gauge("flowmon.intake.connections", connections::count);
        Thread thread = new Thread(loop, "flowmon-zeromq");
        thread.start();
        return new Running(context, guard, answers, loop, thread, port);
    }

    private void refused(String reason) {
        metrics.countRefused(MessageReader.SOURCE, reason);
        long now = System.nanoTime();
        if (now - refusalToldAt >= TELL_AGAIN_NANOS) {
            refusalToldAt = now;
            log.warn(
                    "Senders are refused for want of {}: flowmon.server.zeromq.{} is reached; told once a minute,"
                            + " counted in flowmon.intake.exceeded",
                    reason,
                    reason);
        }
    }

    private int bind(ZMQ.Socket router) {
        try {
            router.bind("tcp://" + settings.address() + ":" + (settings.port() == 0 ? "*" : settings.port()));
        } catch (ZMQException busy) {
            throw new PortBusyException(settings.address(), settings.port(), busy);
        }
        String endpoint = router.getLastEndpoint();
        return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    }

    @Override
    public void stop() {
        Running now = running;
        if (now == null) {
            return;
        }
        now.loop().stop();
        try {
            now.thread().join(STOP_MILLIS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
        if (now.guard() != null) {
            now.guard().close();
        }
        now.context().close();
        now.answers().close();
        running = null;
    }

    @Override
    public boolean isRunning() {
        Running now = running;
        return now != null && now.thread().isAlive();
    }
}
