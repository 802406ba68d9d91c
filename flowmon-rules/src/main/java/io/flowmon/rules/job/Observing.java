/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.job;

import io.flowmon.rules.alert.Observation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/** Rows as observations, with the time at which they were made. */
final class Observing extends ProcessFunction<Row, Observation> {

    private static final long serialVersionUID = 1;

    @Override
    public void processElement(Row row, Context context, Collector<Observation> observations) {
        observations.collect(Observations.of(row, context.timerService().currentWatermark()));
    }
}
