/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.zeromq;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees memory that is held by messages that do not end. The library does not tell which connections hold it, so when
 * frames were refused, nothing waits to be read, and the garbage collector does not help, all connections are cut:
 * senders are back within moments and lose nothing. Used by the intake's thread alone.
 */
final class Relief {

    private static final Logger log = LoggerFactory.getLogger(Relief.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final FrameBudget budget;
    private final Connections connections;
    private final long enough;
    private boolean collected;
    private long lookedAt = System.nanoTime();

    Relief(FrameBudget budget, Connections connections, long most) {
        this.budget = budget;
        this.connections = connections;
        this.enough = most / 2;
    }

    /** To be called when nothing waits to be read. */
    void look() {
        long now = System.nanoTime();
        if (!budget.pressed() || now - lookedAt < PAUSE_NANOS) {
            return;
        }
        lookedAt = now;
        if (budget.used() <= enough) {
            budget.relax();
            collected = false;
            return;
        }
        if (collected) {
            log.warn(
                    "{} MB are held by messages that do not end: all {} connections are cut, senders connect again",
                    budget.used() >> 20,
                    connections.count());
            connections.cutAll();
        }
        collected = true;
        System.gc();
    }
}
