/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import io.flowmon.server.settings.QuerySettings;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Bounds on questions as a configuration gives them, with the defaults of the others. */
public final class TestQuerySettings {

    private TestQuerySettings() {}

    public static QuerySettings usual() {
        return with(Map.of());
    }

    /** By their names below {@code flowmon.server.query}. */
    public static QuerySettings with(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("", QuerySettings.class);
    }
}
