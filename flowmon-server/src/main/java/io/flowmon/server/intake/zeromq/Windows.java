/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.zeromq;

import io.flowmon.server.settings.ServerSettings;

/**
 * How much each sender may have unacknowledged: what is set, or less when there are so many that together they would
 * fill half of the memory.
 */
final class Windows {

    /** Enough for a small batch; a sender may always have one batch on its way. */
    private static final long LEAST = 64 * 1024;

    private final long most;
    private final long memory;
    private final Connections connections;

    Windows(ServerSettings.ZeroMq settings, Connections connections) {
        this.most = settings.window().toBytes();
        this.memory = settings.memory().toBytes();
        this.connections = connections;
    }

    /** Each sender's window at present, in bytes. */
    long share() {
        return Math.min(most, Math.max(LEAST, memory / 2 / Math.max(1, connections.count())));
    }
}
