/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

import org.jspecify.annotations.Nullable;

/** Told whenever a thread's flow changes, on that thread; for example to keep the logging context in step. */
@FunctionalInterface
public interface ScopeListener {

    /**
     * The thread now works for {@code context}, or for no flow when it is null. Must be quick and must not throw.
     */
    void flowChanged(@Nullable FlowContext context);
}
