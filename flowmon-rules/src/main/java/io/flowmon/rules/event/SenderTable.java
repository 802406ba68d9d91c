/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event;

import java.time.Instant;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.types.Row;

/** What is known of senders, as SQL sees it: a row whenever that changes, and for each of them when the rule begins. */
public final class SenderTable {

    /** Its name. Its time is the server's. */
    public static final String SENDERS = "senders";

    private static final String OBSERVED_AT = "observed_at";

    private static final String[] NAMES = {
        OBSERVED_AT, "module_type", "module_id", "state", "since", "module_state", "module_since", "module_gone"
    };

    private SenderTable() {}

    /** The type of {@link #row}. */
    public static TypeInformation<Row> rows() {
        return Types.ROW_NAMED(
                NAMES,
                Types.INSTANT,
                Types.STRING,
                Types.STRING,
                Types.STRING,
                Types.INSTANT,
                Types.STRING,
                Types.INSTANT,
                Types.INT);
    }

    /** The table's columns. */
    public static Schema schema() {
        return Schema.newBuilder()
                .column(NAMES[0], DataTypes.TIMESTAMP_LTZ(3).notNull())
                .column(NAMES[1], DataTypes.STRING().notNull())
                .column(NAMES[2], DataTypes.STRING().notNull())
                .column(NAMES[3], DataTypes.STRING().notNull())
                .column(NAMES[4], DataTypes.TIMESTAMP_LTZ(3).notNull())
                .column(NAMES[5], DataTypes.STRING())
                .column(NAMES[6], DataTypes.TIMESTAMP_LTZ(3).notNull())
                .column(NAMES[7], DataTypes.INT().notNull())
                .watermark(OBSERVED_AT, "SOURCE_WATERMARK()")
                .build();
    }

    /** The state as a row of {@link #rows}. */
    public static Row row(SenderState sender, Instant observedAt) {
        SenderState.State module = sender.moduleState();
        return Row.of(
                observedAt,
                sender.moduleType(),
                sender.moduleId(),
                name(sender.state()),
                sender.since(),
                module == null ? null : name(module),
                sender.moduleSince(),
                sender.moduleGone());
    }

    private static String name(SenderState.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
