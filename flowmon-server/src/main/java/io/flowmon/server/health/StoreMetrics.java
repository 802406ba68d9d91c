/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.health;

import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.Removals;
import io.flowmon.server.store.StoreSpace;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Whether the store can write, what it takes of its disk, and what it has removed. */
@Component
class StoreMetrics implements MeterBinder {

    private final EventStore store;
    private final StoreSpace space;
    private final Removals removals;

    StoreMetrics(EventStore store, StoreSpace space, Removals removals) {
        this.removals = removals;
        this.store = store;
        this.space = space;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("flowmon.store.writable", store, it -> it.trouble().isEmpty() ? 1 : 0)
                .description("1, or 0 while nothing can be stored")
                .register(registry);
        size(registry, "file", StoreSpace.Usage::file);
        size(registry, "log", StoreSpace.Usage::log);
        Gauge.builder("flowmon.store.disk.free", space, it -> bytes(it, StoreSpace.Usage::free))
                .baseUnit(BaseUnits.BYTES)
                .description("What this process may still write to the disk of the data folder")
                .register(registry);
        removed(registry, "event", Removals::events);
        removed(registry, "rejected", Removals::rejected);
    }

    private void removed(MeterRegistry registry, String kind, ToDoubleFunction<Removals> count) {
        FunctionCounter.builder("flowmon.store.removed", removals, count)
                .tag("kind", kind)
                .description("Removed by retention")
                .register(registry);
    }

    private void size(MeterRegistry registry, String part, ToDoubleFunction<StoreSpace.Usage> size) {
        Gauge.builder("flowmon.store.size", space, it -> bytes(it, size))
                .tag("part", part)
                .baseUnit(BaseUnits.BYTES)
                .description("What the store takes of its disk")
                .register(registry);
    }

    private static double bytes(StoreSpace space, ToDoubleFunction<StoreSpace.Usage> size) {
        try {
            return size.applyAsDouble(space.usage());
        } catch (IOException unknown) {
            return Double.NaN;
        }
    }
}
