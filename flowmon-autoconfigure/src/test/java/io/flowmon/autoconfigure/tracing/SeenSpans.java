/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.tracing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every span that ended, in order. Any thread. */
final class SeenSpans {

    private final List<SeenSpan> spans = new CopyOnWriteArrayList<>();

    void add(SeenSpan span) {
        spans.add(span);
    }

    List<SeenSpan> ofTrace(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }
}
