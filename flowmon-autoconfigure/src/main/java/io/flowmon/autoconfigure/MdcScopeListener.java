/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.ScopeListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Shows the correlation id in the log's MDC. What the application had put there under the same key comes back when the
 * flow that took its place is over; what it puts there meanwhile stays.
 */
@SuppressWarnings("ReferenceEquality") // two flows may be equal, and a scope goes back to the very one
final class MdcScopeListener implements ScopeListener {

    /** Beyond, a flow takes the place of the last one: where flows follow each other with no way back. */
    private static final int MAX_DEPTH = 16;

    @SuppressWarnings("ThreadLocalUsage") // one instance a process; static would let two contexts of one test JVM mix
    private final ThreadLocal<@Nullable Shown> top = new ThreadLocal<>();

    private final String key;

    /** @param key the key; empty: nothing is shown */
    MdcScopeListener(String key) {
        this.key = key;
    }

    @Override
    public void flowChanged(@Nullable FlowContext context) {
        if (key.isEmpty()) {
            return;
        }
        Shown last = top.get();
        if (context == null) {
            takeBack(last, null);
        } else if (last == null) {
            show(context, MDC.get(key), null);
        } else if (last.isUnder(context)) {
            takeBack(last, context);
        } else if (last.depth() < MAX_DEPTH) {
            show(context, MDC.get(key), last);
        } else {
            show(context, last.before(), last.below());
        }
    }

    private void show(FlowContext context, @Nullable String before, @Nullable Shown below) {
        MDC.put(key, context.correlationId());
        top.set(new Shown(context, before, below));
    }

    /** Goes back to where {@code context} was shown; null: to where nothing was. */
    private void takeBack(@Nullable Shown last, @Nullable FlowContext context) {
        Shown shown = last;
        while (shown != null && shown.context() != context) {
            if (shown.context().correlationId().equals(MDC.get(key))) {
                put(shown.before());
            }
            shown = shown.below();
        }
        if (shown == null) {
            top.remove();
        } else {
            top.set(shown);
        }
    }

    private void put(@Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }

    /**
     * A flow whose id is in the MDC.
     *
     * @param before what was there before
     * @param below the flow that is shown again afterwards
     */
    private record Shown(
            FlowContext context,
            @Nullable String before,
            @Nullable Shown below) {

        int depth() {
            return below == null ? 1 : below.depth() + 1;
        }

        boolean isUnder(FlowContext other) {
            return context == other || (below != null && below.isUnder(other));
        }
    }
}
