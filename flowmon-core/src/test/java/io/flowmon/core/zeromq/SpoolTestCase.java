/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.Events;
import io.flowmon.core.sender.SenderSettings;
import io.flowmon.core.sender.Spool.GiveUp;
import io.flowmon.core.spool.FileSpool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A sender with a spool, and a real ROUTER socket that comes and goes. */
abstract class SpoolTestCase {

    static final ModuleIdentity MODULE = new ModuleIdentity("orders", "orders_host_1");
    static final long SPOOL = 4 << 20;

    @TempDir
    Path directory;

    final RouterServer server = new RouterServer();
    private final List<EventSender> senders = new ArrayList<>();
    String endpoint = "";

    @AfterEach
    void close() throws InterruptedException {
        senders.forEach(EventSender::close);
        server.stop();
    }

    void serverAway() throws InterruptedException {
        endpoint = server.start().endpoint();
        server.stop();
    }

    EventSender sender(GiveUp giveUp) {
        EventSender sender = new EventSender(
                MODULE,
                Events.INCOMPRESSIBLE,
                new ZeroMqTransport(endpoint),
                new FileSpool(directory, "orders", SPOOL, giveUp),
                settings(Duration.ofMillis(500)));
        senders.add(sender);
        sender.start();
        return sender;
    }

    static SenderSettings settings(Duration shutdown) {
        return new SenderSettings(
                5_000,
                10_000_000,
                100,
                60_000,
                200_000,
                false,
                Duration.ofMillis(10),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                shutdown);
    }

    static List<String> publish(EventSender sender, int from, int to) {
        return publish(sender, from, to, 0);
    }

    static List<String> publish(EventSender sender, int from, int to, int bytes) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String name = "event " + i;
            names.add(name);
            sender.publish(Events.withBody(name, bytes));
        }
        return names;
    }

    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".mv")).toList();
        }
    }
}
