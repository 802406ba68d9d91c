/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** The ids that were added last, up to a bound. Any thread. */
final class RecentIds {

    private static final int MAX = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<UUID> ids = new LinkedHashSet<>();

    void add(UUID id) {
        lock.lock();
        try {
            if (ids.size() >= MAX) {
                ids.remove(ids.iterator().next());
            }
            ids.add(id);
        } finally {
            lock.unlock();
        }
    }

    boolean remove(UUID id) {
        lock.lock();
        try {
            return ids.remove(id);
        } finally {
            lock.unlock();
        }
    }
}
