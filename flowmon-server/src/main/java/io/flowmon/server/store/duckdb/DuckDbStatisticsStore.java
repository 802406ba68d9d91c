/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.RejectedEvent;
import io.flowmon.server.store.ElapsedCount;
import io.flowmon.server.store.EndpointList;
import io.flowmon.server.store.FlowRate;
import io.flowmon.server.store.IntakeRate;
import io.flowmon.server.store.LatencyBucket;
import io.flowmon.server.store.LatencyQuery;
import io.flowmon.server.store.MeasureQuery;
import io.flowmon.server.store.MeasuredStations;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.Rejection;
import io.flowmon.server.store.StatisticsStore;
import io.flowmon.server.store.Topology;
import io.flowmon.server.store.duckdb.query.Answer;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts and percentiles out of the event table. */
final class DuckDbStatisticsStore implements StatisticsStore {

    /**
     * Of the messages of more events than this a part is counted: joining all would take seconds, and the memory of others;
     * and times are counted by {@linkplain ElapsedGroups bands}.
     */
    private static final long MANY_EVENTS = 150_000;

    private static final String EVENTS = "SELECT count(*) FROM event WHERE " + Micros.IN_RANGE;

    private static final String REJECTED = """
            SELECT sequence, epoch_us(received_at), source, batch_index, reason, first_bytes FROM rejected
            WHERE sequence < ? ORDER BY sequence DESC LIMIT ?
            """;

    private final Readers readers;
    private final long manyEvents;

    DuckDbStatisticsStore(Readers readers) {
        this(readers, MANY_EVENTS);
    }

    DuckDbStatisticsStore(Readers readers, long manyEvents) {
        this.readers = readers;
        this.manyEvents = manyEvents;
    }

    @Override
    public Topology topology(Instant from, Instant to) {
        long begin = Micros.of(from);
        long end = Micros.of(to);
        long oneIn = 1 + events(from, to) / manyEvents;
        Answer<MessageCount> counts =
                readers.some(MessageCount.SQL, List.of(oneIn, begin, end, oneIn), MessageCount::map);
        return TopologyBuilder.build(counts.rows(), 1.0 / oneIn);
    }

    @Override
    public List<LatencyBucket> latency(LatencyQuery query) {
        return LatencyBuckets.list(readers, query, manyEvents);
    }

    @Override
    public List<ElapsedCount> elapsedCounts(LatencyQuery query) {
        return ElapsedCounts.list(readers, query);
    }

    @Override
    public EndpointList endpoints(Instant from, Instant to, @Nullable String module) {
        return EndpointCount.list(readers, from, to, module, manyEvents);
    }

    @Override
    public MeasuredStations measured(MeasureQuery query) {
        return Measured.list(readers, query);
    }

    @Override
    public List<FlowRate> flowRates(Instant from, Instant to, int buckets) {
        return Rates.flows(readers, from, to, buckets);
    }

    @Override
    public List<IntakeRate> intakeRates(Instant from, Instant to, int buckets) {
        return Rates.intake(readers, from, to, buckets);
    }

    @Override
    public Page<Rejection> rejected(@Nullable String cursor, int limit) {
        Answer<Rejection> found =
                readers.some(REJECTED, List.of(before(cursor), limit + 1L), DuckDbStatisticsStore::rejection);
        List<Rejection> page = found.rows().stream().limit(limit).toList();
        boolean more = found.cut() || found.rows().size() > limit;
        return new Page<>(page, more ? Long.toString(page.get(page.size() - 1).sequence()) : null);
    }

    private long events(Instant from, Instant to) {
        return readers.all(EVENTS, List.of(Micros.of(from), Micros.of(to)), row -> row.number(1))
                .get(0);
    }

    private static Rejection rejection(Row row) throws SQLException {
        return new Rejection(
                row.number(1),
                Micros.toInstant(row.number(2)),
                row.requiredText(3),
                new RejectedEvent((int) row.number(4), row.requiredText(5), row.requiredText(6)));
    }

    private static long before(@Nullable String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException notOne) {
            throw new QueryFailedException(
                    QueryFailedException.Reason.BAD_CURSOR, "The cursor is none that was given out", notOne);
        }
    }
}
