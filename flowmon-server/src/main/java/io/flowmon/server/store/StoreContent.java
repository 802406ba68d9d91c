/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.SortedMap;

/**
 * What a store holds.
 *
 * @param schemaVersion version of its tables
 * @param rows number of rows by table
 */
public record StoreContent(int schemaVersion, SortedMap<String, Long> rows) {}
