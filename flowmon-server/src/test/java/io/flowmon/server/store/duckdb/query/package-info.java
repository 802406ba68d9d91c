@NullMarked
package io.flowmon.server.store.duckdb.query;

import org.jspecify.annotations.NullMarked;
