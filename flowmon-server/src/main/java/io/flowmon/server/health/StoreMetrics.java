/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.health;

import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.StoreSpace;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Whether the store can write, and what it takes of its disk. */
@Component
class StoreMetrics implements MeterBinder {

    private final EventStore store;
    private final StoreSpace space;

    StoreMetrics(EventStore store, StoreSpace space) {
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
