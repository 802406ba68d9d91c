/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.query.QueryScope;
import io.flowmon.server.store.FlowOutline;
import io.flowmon.server.store.OutlineStore;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.RowMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Outlines for those who wait for them. */
final class DuckDbOutlineStore implements OutlineStore {

    private final Readers readers;

    DuckDbOutlineStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public boolean hand(Collection<String> correlationIds, int mostEvents, Predicate<FlowOutline> taker) {
        try {
            return OutlineRows.hand(new Parts(readers), correlationIds, -1, Long.MAX_VALUE, mostEvents, taker);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    /** Each answer counts no longer than it is asked for: of all parts, one is held at a time. */
    private record Parts(Readers readers) implements OutlineRows.Reading {

        @Override
        public <T> List<T> all(String sql, List<?> parameters, RowMapper<T> mapper) {
            return QueryScope.inner(() -> readers.all(sql, parameters, mapper));
        }
    }
}
