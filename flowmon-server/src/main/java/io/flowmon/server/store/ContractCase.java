/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow that deviates from a contract, or may still become as it must be.
 *
 * @param firstSequence number of the flow's first event
 * @param judgedAt when it was judged, by the clock of judging
 * @param dueAt when it is judged again even if nothing of it arrives; null if it is not
 * @param alerts ids of those that count it
 */
public record ContractCase(
        String contract,
        String correlationId,
        long firstSequence,
        Instant judgedAt,
        @Nullable Instant dueAt,
        List<String> alerts) {

    public ContractCase {
        alerts = List.copyOf(alerts);
    }

    /** What tells cases apart. */
    public record Key(String contract, String correlationId) {}

    public Key key() {
        return new Key(contract, correlationId);
    }
}
