/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.ScopeListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Shows the correlation id in the log: MDC key {@value #KEY}. */
final class MdcScopeListener implements ScopeListener {

    static final String KEY = "correlation_id";

    @Override
    public void flowChanged(@Nullable FlowContext context) {
        if (context == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, context.correlationId());
        }
    }
}
