/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.FlowOutline;
import io.flowmon.server.store.OutlineStore;
import io.flowmon.server.store.duckdb.query.Readers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/** Outlines for those who wait for them. */
final class DuckDbOutlineStore implements OutlineStore {

    private final OutlineRows.Reading reading;

    DuckDbOutlineStore(Readers readers) {
        this.reading = readers::all;
    }

    @Override
    public List<FlowOutline> outlines(Collection<String> correlationIds, int mostEvents) {
        try {
            return OutlineRows.read(reading, correlationIds, -1, Long.MAX_VALUE, mostEvents);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }
}
