/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.verdict;

import io.flowmon.rules.alert.AlertSignal;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** A rule's signals as verdicts, and among them how far it has come, twice a second at most. */
final class Verdicts extends AbstractStreamOperator<Verdict> implements OneInputStreamOperator<AlertSignal, Verdict> {

    private static final long serialVersionUID = 1;
    private static final long BETWEEN_WORDS = Duration.ofMillis(500).toMillis();

    private final String rule;
    private boolean restored;
    private boolean waits;
    private long upTo = Long.MIN_VALUE;

    Verdicts(String rule) {
        this.rule = rule;
    }

    @Override
    public void initializeState(StateInitializationContext context) {
        restored = context.isRestored();
    }

    @Override
    public void open() {
        if (!restored) {
            say(new Verdict(rule, null, true, null));
        }
    }

    @Override
    public void processElement(StreamRecord<AlertSignal> element) {
        say(new Verdict(rule, element.getValue(), false, null));
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        super.processWatermark(watermark);
        upTo = watermark.getTimestamp() + 1;
        if (!waits) {
            waits = true;
            ProcessingTimeService clock = getProcessingTimeService();
            var unused = clock.registerTimer(clock.getCurrentProcessingTime() + BETWEEN_WORDS, now -> sayUpTo());
        }
    }

    @Override
    public void finish() {
        sayUpTo();
    }

    private void sayUpTo() {
        if (waits) {
            waits = false;
            say(new Verdict(rule, null, false, Instant.ofEpochMilli(upTo)));
        }
    }

    private void say(Verdict verdict) {
        output.collect(new StreamRecord<>(verdict));
    }
}
