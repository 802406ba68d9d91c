/** What is found at the start: files that are whole, cut off by a crash, or damaged. */
@NullMarked
package io.flowmon.server.store.duckdb.recovery;

import org.jspecify.annotations.NullMarked;
