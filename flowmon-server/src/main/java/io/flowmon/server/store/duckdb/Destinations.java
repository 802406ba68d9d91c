/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

/** Where messages stand in line for whoever takes them, as their endpoints tell. */
public final class Destinations {

    /** Found at the begin of such an endpoint; a regular expression for Java as well as for SQL. */
    public static final String PATTERN = "^(LIST|CHANNEL|STREAM|TOPIC|QUEUE) ";

    private Destinations() {}
}
