/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How questions reach the database, and what keeps them within their bounds. */
@NullMarked
package io.flowmon.server.store.duckdb.query;

import org.jspecify.annotations.NullMarked;
