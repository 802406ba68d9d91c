@NullMarked
package io.flowmon.server.store.duckdb.recovery;

import org.jspecify.annotations.NullMarked;
