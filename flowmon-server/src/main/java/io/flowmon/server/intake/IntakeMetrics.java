/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.Receipt;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Counts what came in, by source, once it is on disk. Any thread. */
@Component
public class IntakeMetrics {

    private final MeterRegistry registry;

    public IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts a batch by what became of it: one that was stored before, or out of turn, counts as repeated. */
    public void count(EventBatch batch, Receipt receipt) {
        String result = receipt.stored() ? "stored" : "repeated";
        registry.counter("flowmon.intake.batches", "source", batch.source(), "result", result)
                .increment();
        if (receipt.stored()) {
            registry.counter("flowmon.intake.events", "source", batch.source())
                    .increment(batch.events().size());
            registry.counter("flowmon.intake.rejected", "source", batch.source())
                    .increment(batch.rejected().size());
        }
    }

    /** Counts what was not even read, for want of room: {@code memory}, {@code connections}. */
    public void countRefused(String source, String reason) {
        registry.counter("flowmon.intake.exceeded", "source", source, "reason", reason)
                .increment();
    }

    /** Shows a number that changes. */
    public void gauge(String name, Supplier<Number> value) {
        Gauge.builder(name, value).strongReference(true).register(registry);
    }

    /** Counts a message that was no message of the protocol at all, and of which nothing is kept. */
    public void countUnreadable(String source) {
        registry.counter("flowmon.intake.unreadable", "source", source).increment();
    }
}
