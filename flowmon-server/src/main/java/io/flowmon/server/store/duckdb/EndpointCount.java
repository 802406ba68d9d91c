/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.EndpointList;
import io.flowmon.server.store.EndpointStatistics;
import io.flowmon.server.store.Percentiles;
import io.flowmon.server.store.duckdb.query.Answer;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The actions of one endpoint.
 *
 * @param found how many endpoints there are, whether they are all told or not
 */
record EndpointCount(EndpointStatistics statistics, long found) {

    private static final String NAMES = "module_type, endpoint, message_type";

    private static final String OF_MODULE = "(? = '' OR module_type = ?)";

    /** Parameters are the time range and, twice, the module or an empty text; of more than {@code most}, by bands. */
    private static final String SQL = """
            SELECT *, count(*) OVER () FROM (%s)
            ORDER BY ended DESC, module_type, endpoint, message_type LIMIT 2000
            """;

    static EndpointList list(Readers readers, Instant from, Instant to, @Nullable String module, long most) {
        String only = module == null ? "" : module;
        List<Object> parameters = List.of(Micros.of(from), Micros.of(to), only, only);
        boolean many = ElapsedGroups.areMoreThan(most, readers, OF_MODULE, parameters);
        Answer<EndpointCount> answer = readers.some(
                SQL.formatted(ElapsedGroups.sql(many, NAMES, NAMES, OF_MODULE)), parameters, EndpointCount::map);
        List<EndpointCount> rows = answer.rows();
        long found = rows.isEmpty() ? 0 : rows.get(0).found();
        return new EndpointList(rows.stream().map(EndpointCount::statistics).toList(), found - rows.size());
    }

    private static EndpointCount map(Row row) throws SQLException {
        Percentiles percentiles = Quantiles.read(row, 6);
        if (percentiles == null) {
            throw new SQLException("an endpoint without values");
        }
        return new EndpointCount(
                new EndpointStatistics(
                        row.requiredText(1),
                        row.requiredText(2),
                        row.requiredText(3),
                        row.number(4),
                        row.number(5),
                        percentiles),
                row.number(7));
    }
}
