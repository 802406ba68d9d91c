/** The embedded store: one DuckDB file, one writer, a few readers. */
@NullMarked
package io.flowmon.server.store.duckdb;

import org.jspecify.annotations.NullMarked;
