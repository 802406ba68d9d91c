/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Copies of the database: made while it is in use, and looked into before they take its place. */
@NullMarked
package io.flowmon.server.store.duckdb.backup;

import org.jspecify.annotations.NullMarked;
