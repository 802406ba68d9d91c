/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

/**
 * A message as its sender tells of it.
 *
 * @param at when the sender began, in microseconds since 1970
 * @param weight how many messages it stands for
 * @param ok whether nothing that is told of it failed
 */
record Sent(long message, long endpoint, long at, double weight, boolean ok) {

    static Sent of(LoadEvent event) {
        long at = event.begun() == null ? event.moment() : event.begun();
        return new Sent(event.message(), event.endpoint(), at, event.weight(), event.ok());
    }

    /** Both of the same message. */
    Sent and(Sent other) {
        return new Sent(message, endpoint, Math.min(at, other.at), Math.max(weight, other.weight), ok && other.ok);
    }
}
