/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The records that listeners failed with last, up to a bound: an error handler may seek back to them. Any thread. */
final class FailedRecords {

    private static final int MAX = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Place> places = new LinkedHashSet<>();

    void add(@Nullable String group, ConsumerRecord<?, ?> record) {
        lock.lock();
        try {
            if (places.size() >= MAX) {
                places.remove(places.iterator().next());
            }
            places.add(Place.of(group, record));
        } finally {
            lock.unlock();
        }
    }

    boolean remove(@Nullable String group, ConsumerRecord<?, ?> record) {
        lock.lock();
        try {
            return !places.isEmpty() && places.remove(Place.of(group, record));
        } finally {
            lock.unlock();
        }
    }

    private record Place(@Nullable String group, String topic, int partition, long offset) {
        static Place of(@Nullable String group, ConsumerRecord<?, ?> record) {
            return new Place(group, record.topic(), record.partition(), record.offset());
        }
    }
}
