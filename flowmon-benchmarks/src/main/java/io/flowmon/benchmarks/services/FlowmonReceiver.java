/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import io.flowmon.benchmarks.process.ServerProcess;
import java.io.IOException;

/** A flowmon-server that stores the events durably, and counts them then. */
final class FlowmonReceiver implements Receiver {

    private final ServerProcess server;

    private FlowmonReceiver(ServerProcess server) {
        this.server = server;
    }

    static FlowmonReceiver start() throws IOException, InterruptedException {
        return new FlowmonReceiver(ServerProcess.start());
    }

    @Override
    public int port() {
        return server.eventPort();
    }

    @Override
    public long received() throws IOException, InterruptedException {
        return server.storedEvents();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
