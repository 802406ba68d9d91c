/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;

/** Business keys as they stand in their column: one JSON object, its names sorted. */
final class BusinessKeys {

    /** An event has a key: the two {@linkplain #parameters parameters}, at the object's begin or behind another. */
    static final String HAS_KEY = "(contains(business_keys, ?) OR contains(business_keys, ?))";

    private BusinessKeys() {}

    static List<Object> parameters(String name, String value) {
        String pair = quote(name) + ":" + quote(value);
        return List.of("{" + pair, "," + pair);
    }

    private static String quote(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }
}
