/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.DecoratedRedisConnection;
import org.springframework.data.redis.connection.FutureResult;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.util.ReflectionUtils;

/**
 * The results that Spring Data's own connections wait for in a pipeline or a transaction, in order: only these tell which of
 * them will be answered with. Read reflectively; where that fails, and with other drivers, nothing is known.
 */
final class DriverQueue {

    private static final Logger log = LoggerFactory.getLogger(DriverQueue.class);

    static final String LETTUCE_PIPELINE = "ppline";
    static final String JEDIS_PIPELINE = "pipelinedResults";
    static final String TRANSACTION = "txResults";

    private static final Map<Class<?>, Optional<Field>> PIPELINES = new ConcurrentHashMap<>();
    private static final Map<Class<?>, Optional<Field>> TRANSACTIONS = new ConcurrentHashMap<>();

    private final RedisConnection driver;

    DriverQueue(RedisConnection connection) {
        RedisConnection innermost = connection;
        while (innermost instanceof DecoratedRedisConnection decorated) {
            innermost = decorated.getDelegate();
        }
        this.driver = innermost;
    }

    /** What was queued last, or null if that is not known. */
    @Nullable
    FutureResult<?> last(boolean transaction) {
        List<?> results = results(transaction);
        return results == null
                        || results.isEmpty()
                        || !(results.get(results.size() - 1) instanceof FutureResult<?> last)
                ? null
                : last;
    }

    /** All that is queued now, or null if that is not known. */
    @Nullable
    List<FutureResult<?>> all(boolean transaction) {
        List<?> results = results(transaction);
        if (results == null) {
            return null;
        }
        List<FutureResult<?>> all = new ArrayList<>(results.size());
        for (Object result : results) {
            if (!(result instanceof FutureResult<?> future)) {
                return null;
            }
            all.add(future);
        }
        return all;
    }

    private @Nullable List<?> results(boolean transaction) {
        Class<?> type = driver.getClass();
        Optional<Field> field = transaction
                ? TRANSACTIONS.computeIfAbsent(type, any -> field(any, TRANSACTION))
                : PIPELINES.computeIfAbsent(type, any -> field(any, LETTUCE_PIPELINE, JEDIS_PIPELINE));
        // both drivers' queues are lists, linked ones perhaps: their end is at hand
        return field.isPresent() && ReflectionUtils.getField(field.get(), driver) instanceof List<?> results
                ? results
                : null;
    }

    private static Optional<Field> field(Class<?> type, String... names) {
        try {
            Optional<Field> found = Stream.of(names)
                    .map(name -> Optional.ofNullable(ReflectionUtils.findField(type, name)))
                    .flatMap(Optional::stream)
                    .findFirst();
            found.ifPresent(ReflectionUtils::makeAccessible);
            return found;
        } catch (RuntimeException refused) {
            log.debug("The results of {} cannot be read before they are there", type.getName(), refused);
            return Optional.empty();
        }
    }
}
