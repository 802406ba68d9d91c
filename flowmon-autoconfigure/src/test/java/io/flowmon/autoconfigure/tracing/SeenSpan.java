/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.tracing;

import org.jspecify.annotations.Nullable;

/** A span that the host's tracing has exported, whichever tracer made it. */
record SeenSpan(String traceId, String spanId, @Nullable String parentId, String kind, String name) {

    /** What must be the same with and without flowmon: ids differ from run to run. */
    String shape() {
        return kind + " " + name;
    }
}
