/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

import org.jspecify.annotations.Nullable;

/** Tells the span that the calling thread is in, from whatever tracing the host has. */
@FunctionalInterface
public interface TraceSource {

    /** The ids of the thread's span, or null outside of any. Any thread; must be quick, and must neither wait nor open a span. */
    @Nullable
    TraceIds current();
}
