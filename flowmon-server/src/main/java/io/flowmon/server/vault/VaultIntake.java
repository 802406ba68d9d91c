/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.vault;

import io.flowmon.server.settings.VaultSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Says of each sealed original that comes in whether it is kept: whoever has not switched the vault on does not get secrets
 * into the store because a service sends them. What is dropped is counted, and told in the log once. Any thread.
 */
@Component
public final class VaultIntake implements BooleanSupplier {

    private static final Logger log = LoggerFactory.getLogger(VaultIntake.class);

    private final boolean enabled;
    private final Counter kept;
    private final Counter dropped;
    private final AtomicBoolean told = new AtomicBoolean();

    VaultIntake(VaultSettings settings, MeterRegistry meters) {
        this.enabled = settings.enabled();
        this.kept = meters.counter("flowmon.vault.originals", "result", "kept");
        this.dropped = meters.counter("flowmon.vault.originals", "result", "dropped");
    }

    /** Whether this one is kept. */
    @Override
    public boolean getAsBoolean() {
        (enabled ? kept : dropped).increment();
        if (!enabled && told.compareAndSet(false, true)) {
            log.warn("A service sends sealed originals of masked payloads, and they are dropped, this one and all that"
                    + " follow: this server keeps no vault. To keep them for replays, set"
                    + " flowmon.server.vault.enabled=true");
        }
        return enabled;
    }

    /** How many were dropped so far. */
    long dropped() {
        return Math.round(dropped.count());
    }
}
