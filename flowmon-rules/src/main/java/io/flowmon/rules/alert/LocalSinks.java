/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.alert;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The sinks of this process by name: a job is serialized, also within one process, and finds its sink again here. */
public final class LocalSinks {

    private static final Map<String, AlertSink> SINKS = new ConcurrentHashMap<>();

    private LocalSinks() {}

    public static void put(String name, AlertSink sink) {
        SINKS.put(name, sink);
    }

    public static void remove(String name) {
        SINKS.remove(name);
    }

    static AlertSink get(String name) {
        AlertSink sink = SINKS.get(name);
        if (sink == null) {
            throw new IllegalStateException("There is no sink " + name + " in this process");
        }
        return sink;
    }
}
