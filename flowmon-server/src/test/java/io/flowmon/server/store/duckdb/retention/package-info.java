@NullMarked
package io.flowmon.server.store.duckdb.retention;

import org.jspecify.annotations.NullMarked;
