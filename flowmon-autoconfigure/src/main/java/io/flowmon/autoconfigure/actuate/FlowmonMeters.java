/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.actuate;

import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.sender.DropCause;
import io.flowmon.core.sender.EventSender;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The sender's counters as meters; they are read when the registry asks, and cost nothing meanwhile. */
final class FlowmonMeters implements MeterBinder {

    private final EventSender sender;
    private final EventEncoder encoder;

    FlowmonMeters(EventSender sender, EventEncoder encoder) {
        this.sender = sender;
        this.encoder = encoder;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder(
                        "flowmon.events.offered", sender, it -> it.statistics().offered())
                .description("Events that the application's threads have handed over")
                .baseUnit(BaseUnits.EVENTS)
                .register(registry);
        FunctionCounter.builder("flowmon.events.acknowledged", sender, it -> it.statistics()
                        .acknowledged())
                .description("Events that the server has stored")
                .baseUnit(BaseUnits.EVENTS)
                .register(registry);
        FunctionCounter.builder("flowmon.events.recovered", sender, it -> it.statistics()
                        .recovered())
                .description("Events that were found in the spool at the start")
                .baseUnit(BaseUnits.EVENTS)
                .register(registry);
        FunctionCounter.builder("flowmon.events.unspooled", sender, it -> it.statistics()
                        .unspooled())
                .description("Events that left although the spool could not take them")
                .baseUnit(BaseUnits.EVENTS)
                .register(registry);
        for (DropCause cause : DropCause.values()) {
            String name = cause.wireName();
            FunctionCounter.builder("flowmon.events.dropped", sender, it -> it.statistics()
                            .dropped()
                            .getOrDefault(name, 0L))
                    .tag("cause", name)
                    .description("Events that were given up")
                    .baseUnit(BaseUnits.EVENTS)
                    .register(registry);
        }
        Gauge.builder("flowmon.events.queued", sender, it -> it.statistics().queued())
                .description("Events that wait to be encoded")
                .baseUnit(BaseUnits.EVENTS)
                .register(registry);
        Gauge.builder("flowmon.events.in.flight", sender, it -> it.statistics().inFlight())
                .description("Events that are encoded and not yet acknowledged")
                .baseUnit(BaseUnits.EVENTS)
                .register(registry);
        Gauge.builder("flowmon.events.spooled", sender, it -> it.statistics().spooled())
                .description("Events that wait on disk")
                .baseUnit(BaseUnits.EVENTS)
                .register(registry);
        Gauge.builder("flowmon.spool.size", sender, it -> it.statistics().spoolBytes())
                .description("What the spool takes on disk")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        Gauge.builder("flowmon.queue.size", sender, it -> it.statistics().queuedBytes())
                .description("Memory that waiting events hold")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        FunctionCounter.builder("flowmon.values.masked", encoder, EventEncoder::masked)
                .description("Values that were masked before they left")
                .register(registry);
    }
}
