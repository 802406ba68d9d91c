/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.apache.flink.table.annotation.ArgumentTrait.REQUIRE_ON_TIME;
import static org.apache.flink.table.annotation.ArgumentTrait.SET_SEMANTIC_TABLE;

import java.util.Arrays;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;

/**
 * {@code OUTLIERS}: how far each value is from the recent past of its kind, by the modified z-score: 0.6745 (x - median) /
 * MAD, where MAD is the median of the distances from the median (B. Iglewicz and D. Hoaglin, How to Detect and Handle
 * Outliers, ASQC 1993, who call more than 3.5 an outlier). A few wild values in the past move it little.
 *
 * <p>Where the past hardly varies, MAD counts as at least a twentieth of the median, so that a tenth of a millisecond is no
 * outlier.
 *
 * <p>The table, partitioned by key, has exactly these columns: the key, the time attribute, the value, module type,
 * endpoint. A row comes out for each value once there are {@value #LEAST_PAST} before it; the last {@value #PAST} are kept.
 */
@DataTypeHint("ROW<observed DOUBLE, median DOUBLE, score DOUBLE, module_type STRING, endpoint STRING>")
public final class Outliers extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "OUTLIERS";

    private static final long serialVersionUID = 1;

    private static final int LEAST_PAST = 20;
    private static final int PAST = 60;

    /** Makes MAD comparable with a standard deviation. */
    private static final double NORMAL = 0.6745;

    private static final double LEAST_DEVIATION = 0.05;

    /** The past, the oldest first. Public, because that is what Flink's serializer takes. */
    public static final class Past {
        public double[] values = {};
    }

    public void eval(
            @StateHint(ttl = KeyPages.FOR_EVER) Past past,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type = @DataTypeHint("ROW<key STRING, event_time TIMESTAMP_LTZ(3), observed DOUBLE,"
                                            + " module_type STRING, endpoint STRING>"))
                    Row input) {
        double observed = input.<Double>getFieldAs(2);
        double[] values = past.values;
        if (values.length >= LEAST_PAST) {
            double median = median(values);
            double deviation = median(
                    Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
            double least = LEAST_DEVIATION * Math.abs(median);
            double score = deviation == 0 && least == 0 ? 0 : NORMAL * (observed - median) / Math.max(deviation, least);
            collect(Row.of(observed, median, score, input.getField(3), input.getField(4)));
        }
        int kept = Math.min(values.length, PAST - 1);
        double[] next = Arrays.copyOfRange(values, values.length - kept, values.length + 1);
        next[kept] = observed;
        past.values = next;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
