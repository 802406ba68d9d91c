/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import java.util.List;

/**
 * The rows of an answer.
 *
 * @param cut whether there are more than one answer may hold
 */
public record Answer<T>(List<T> rows, boolean cut) {}
