/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.alerts;

import io.flowmon.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Asks the API for alerts, again and again, and keeps when each was there first. A thread of its own, until interrupted. */
final class AlertWatch implements Runnable {

    private static final long POLL_MILLIS = 20;
    private static final String NEWEST = "/api/alerts?limit=100";

    private final ServerProcess server;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    AlertWatch(ServerProcess server) {
        this.server = server;
    }

    @Override
    public void run() {
        try {
            while (true) {
                look();
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (IOException serverGone) {
            throw new IllegalStateException("The server does not answer", serverGone);
        }
    }

    private void look() throws IOException, InterruptedException {
        JsonNode answer = server.ask(NEWEST);
        Instant now = Instant.now();
        Map<String, Instant> news = new HashMap<>();
        for (JsonNode alert : answer.path("alerts")) {
            news.put(key(alert.path("rule").asString(), alert.path("endpoint").asString()), now);
        }
        news.forEach(seen::putIfAbsent);
    }

    /** When the alert about this fault was on the API, if it was. */
    Optional<Instant> seen(Fault fault) {
        return Optional.ofNullable(seen.get(key(fault.rule(), fault.endpoint())));
    }

    private static String key(String rule, String endpoint) {
        return rule + " " + endpoint;
    }
}
