/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.MeasureQuery;
import io.flowmon.server.store.MeasureQuery.SpecialThreshold;
import io.flowmon.server.store.MeasuredStation;
import io.flowmon.server.store.MeasuredStation.Point;
import io.flowmon.server.store.MeasuredStations;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rules' measures, by one question: what was seen ({@link MeasuredSql}), in cells of one station and one window, in parts of
 * the time, in stations. Where a measure has no windows, the part is the cell.
 */
final class Measured {

    /** @param found how many stations there are, whether they are all told or not */
    private record Found(MeasuredStation station, long found) {}

    private Measured() {}

    static MeasuredStations list(Readers readers, MeasureQuery query) {
        long from = Micros.of(query.from());
        long to = Micros.of(query.to());
        long part = query.part().toMillis() * 1_000;
        List<Object> parameters = new ArrayList<>(List.of(from, to));
        StringBuilder threshold = new StringBuilder();
        for (SpecialThreshold special : query.special()) {
            threshold
                    .append(threshold.isEmpty() ? "CASE " : "")
                    .append("WHEN ?::VARCHAR IN ('', module_type) AND ?::VARCHAR IN ('', endpoint) THEN ?::DOUBLE ");
            parameters.add(special.module() == null ? "" : special.module());
            parameters.add(special.endpoint() == null ? "" : special.endpoint());
            parameters.add(special.value());
        }
        threshold.append(threshold.isEmpty() ? "?::DOUBLE" : "ELSE ?::DOUBLE END");
        parameters.add(query.threshold());
        String sql = MeasuredSql.of(query, threshold.toString());
        boolean windows = query.measure().isOfWindows();
        long cell = windows ? query.window().toMillis() * 1_000 : part;
        parameters.addAll(
                List.of(from, to - 1, from, cell, windows ? query.least() : 1, part / cell, query.stations()));
        List<Found> found = readers.all(sql, parameters, row -> map(row, from, part));
        return new MeasuredStations(
                found.stream().map(Found::station).toList(),
                found.isEmpty() ? 0 : found.get(0).found() - found.size());
    }

    private static Found map(Row row, long from, long part) throws SQLException {
        Object[] parts = list(row, 8);
        Object[] values = list(row, 9);
        return new Found(
                new MeasuredStation(
                        row.requiredText(1),
                        row.requiredText(2),
                        row.decimal(3),
                        row.decimal(4),
                        row.decimal(5),
                        row.number(6),
                        row.number(7),
                        IntStream.range(0, parts.length)
                                .mapToObj(i -> new Point(
                                        Micros.toInstant(from + ((Number) parts[i]).longValue() * part),
                                        ((Number) values[i]).doubleValue()))
                                .toList()),
                row.number(10));
    }

    private static Object[] list(Row row, int column) throws SQLException {
        Object[] list = row.list(column);
        if (list == null) {
            throw new SQLException("a station without values");
        }
        return list;
    }
}
