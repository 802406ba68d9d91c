/** Removes what is old, or too much, from the embedded store while it takes in events. */
@NullMarked
package io.flowmon.server.store.duckdb.retention;

import org.jspecify.annotations.NullMarked;
