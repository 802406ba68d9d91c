/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The load of a time: its events are read once, as numbers, and put together here. */
@NullMarked
package io.flowmon.server.store.duckdb.load;

import org.jspecify.annotations.NullMarked;
