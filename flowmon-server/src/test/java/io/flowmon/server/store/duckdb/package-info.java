@NullMarked
package io.flowmon.server.store.duckdb;

import org.jspecify.annotations.NullMarked;
