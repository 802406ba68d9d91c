/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How things become the rows of a CSV file. Immutable.
 *
 * @param name of the file, without its ending
 * @param columns in their order; new ones are added at the end, so that who reads by place goes on reading the same
 */
public record CsvTable<T>(String name, List<Column<T>> columns) {

    /**
     * A column.
     *
     * @param name as the interface's JSON calls it
     * @param value of a row; null for none
     */
    public record Column<T>(String name, Function<T, @Nullable Object> value) {}

    /** A table without columns yet. */
    public static <T> CsvTable<T> named(String name) {
        return new CsvTable<>(name, List.of());
    }

    /** The same with one column more. */
    public CsvTable<T> column(String column, Function<T, @Nullable Object> value) {
        return new CsvTable<>(
                name,
                Stream.concat(columns.stream(), Stream.of(new Column<>(column, value)))
                        .toList());
    }

    String[] header() {
        return columns.stream().map(Column::name).toArray(String[]::new);
    }

    String[] row(T one) {
        return columns.stream()
                .map(column -> CsvCell.text(column.value().apply(one)))
                .toArray(String[]::new);
    }
}
