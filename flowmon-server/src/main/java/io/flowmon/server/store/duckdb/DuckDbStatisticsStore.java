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
import io.flowmon.server.store.Percentiles;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.Rejection;
import io.flowmon.server.store.StatisticsStore;
import io.flowmon.server.store.Topology;
import io.flowmon.server.store.duckdb.query.Answer;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts and percentiles out of the event table. */
final class DuckDbStatisticsStore implements StatisticsStore {

    /** Of the messages of more events than this a part is counted: joining all would take seconds, and the memory of others. */
    private static final long TOPOLOGY_EVENTS = 500_000;

    private static final String EVENTS = "SELECT count(*) FROM event"
            + " WHERE timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)";

    private static final String REJECTED = """
            SELECT sequence, epoch_us(received_at), source, batch_index, reason, first_bytes FROM rejected
            WHERE sequence < ? ORDER BY sequence DESC LIMIT ?
            """;

    private final Readers readers;
    private final long topologyEvents;

    DuckDbStatisticsStore(Readers readers) {
        this(readers, TOPOLOGY_EVENTS);
    }

    DuckDbStatisticsStore(Readers readers, long topologyEvents) {
        this.readers = readers;
        this.topologyEvents = topologyEvents;
    }

    @Override
    public Topology topology(Instant from, Instant to) {
        long begin = Micros.of(from);
        long end = Micros.of(to);
        long events =
                readers.all(EVENTS, List.of(begin, end), row -> row.number(1)).get(0);
        long oneIn = 1 + events / topologyEvents;
        Answer<MessageCount> counts =
                readers.some(MessageCount.SQL, List.of(oneIn, begin, end, oneIn), MessageCount::map);
        return TopologyBuilder.build(counts.rows(), 1.0 / oneIn);
    }

    @Override
    public List<LatencyBucket> latency(LatencyQuery query) {
        long from = Micros.of(query.from());
        long width = Math.max(1, (Micros.of(query.to()) - from + query.buckets() - 1) / query.buckets());
        StringBuilder sql = new StringBuilder(
                        "SELECT (epoch_us(timestamp) - ?) // ? AS bucket, CAST(round(sum(1 / sample_rate)) AS BIGINT), "
                                + Errors.COUNT + ", ")
                .append(Quantiles.of("elapsed_time"))
                .append(" FROM event WHERE timestamp >= make_timestamp(?::BIGINT)"
                        + " AND timestamp < make_timestamp(?::BIGINT) AND elapsed_time IS NOT NULL");
        List<Object> parameters = new ArrayList<>(List.of(from, width, from, Micros.of(query.to())));
        filter(sql, parameters, "module_type", query.module());
        filter(sql, parameters, "endpoint", query.endpoint());
        filter(sql, parameters, "message_type", query.messageType());
        sql.append(" GROUP BY bucket ORDER BY bucket");
        return readers.all(sql.toString(), parameters, row -> bucket(row, from, width));
    }

    @Override
    public List<ElapsedCount> elapsedCounts(LatencyQuery query) {
        return ElapsedCounts.list(readers, query);
    }

    @Override
    public EndpointList endpoints(Instant from, Instant to, @Nullable String module) {
        return EndpointCount.list(readers, from, to, module);
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

    private static void filter(StringBuilder sql, List<Object> parameters, String column, @Nullable String value) {
        if (value != null) {
            sql.append(" AND ").append(column).append(" = ?");
            parameters.add(value);
        }
    }

    private static LatencyBucket bucket(Row row, long from, long width) throws SQLException {
        long start = from + row.number(1) * width;
        Percentiles percentiles = Quantiles.read(row, 4);
        if (percentiles == null) {
            throw new SQLException("a bucket without values");
        }
        return new LatencyBucket(
                Micros.toInstant(start), Micros.toInstant(start + width), row.number(2), row.number(3), percentiles);
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
