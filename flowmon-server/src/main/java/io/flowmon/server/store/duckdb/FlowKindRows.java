/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.FlowKindStep;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;

/**
 * Steps by kind of flow. A flow enters where something was received that nobody in it has sent, and at the earliest of these;
 * flows that began before the range are left out, because where they entered is not in it.
 */
final class FlowKindRows {

    static final String SQL = """
            WITH began AS (
                SELECT correlation_id FROM load_event ANTI JOIN older USING (correlation_id) GROUP BY correlation_id
                HAVING min(least(moment, coalesce(begin_at, moment))) >= (SELECT low FROM bounds)
            ), root AS (
                SELECT correlation_id, arg_min(module_type, (bus IS NOT NULL, arrived)) AS kind_module,
                    arg_min(endpoint, (bus IS NOT NULL, arrived)) AS kind_endpoint, max(weight) AS flow_weight
                FROM served SEMI JOIN began USING (correlation_id) GROUP BY correlation_id
            ), kind AS (
                SELECT kind_module, kind_endpoint, sum(flow_weight) AS flows
                FROM root GROUP BY kind_module, kind_endpoint ORDER BY flows DESC LIMIT 200
            )
            SELECT kind_module, kind_endpoint, module_type, endpoint, any_value(flows), sum(weight),
                coalesce(sum(weight * service), 0) AS seconds,
                coalesce(sum(weight * greatest(0, service - coalesce(away, 0))), 0), coalesce(sum(weight * wait), 0)
            FROM served JOIN root USING (correlation_id) JOIN kind USING (kind_module, kind_endpoint)
            GROUP BY kind_module, kind_endpoint, module_type, endpoint
            ORDER BY any_value(flows) DESC, kind_module, kind_endpoint, seconds DESC, module_type, endpoint LIMIT 2000
            """;

    private FlowKindRows() {}

    static FlowKindStep map(Row row) throws SQLException {
        return new FlowKindStep(
                row.requiredText(1),
                row.requiredText(2),
                row.requiredText(3),
                row.requiredText(4),
                row.decimal(5),
                row.decimal(6),
                row.decimal(7),
                row.decimal(8),
                row.decimal(9));
    }
}
