/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which flows to list: those with an event in the time range that match every given condition, newest first.
 *
 * @param from inclusive
 * @param to exclusive
 * @param outcome the worst among the flow's actions, or {@link #FAILED}
 * @param action what must be true of one and the same event in the time range, with module and endpoint
 * @param text found in a correlation id, a path, a business key, an error or a payload, ignoring case
 * @param businessKeys name and value that must match exactly
 * @param cursor where the page before ended, as that page told
 * @param limit flows a page, 1 to 500
 */
public record FlowQuery(
        Instant from,
        Instant to,
        @Nullable String module,
        @Nullable String endpoint,
        @Nullable String outcome,
        @Nullable Duration minDuration,
        ElapsedCondition action,
        @Nullable String text,
        Map<String, String> businessKeys,
        @Nullable String cursor,
        int limit) {

    /** Stands for every outcome but {@code ok}. */
    public static final String FAILED = "failed";

    /** A question without a condition on single actions. */
    public FlowQuery(
            Instant from,
            Instant to,
            @Nullable String module,
            @Nullable String endpoint,
            @Nullable String outcome,
            @Nullable Duration minDuration,
            @Nullable String text,
            Map<String, String> businessKeys,
            @Nullable String cursor,
            int limit) {
        this(
                from,
                to,
                module,
                endpoint,
                outcome,
                minDuration,
                ElapsedCondition.NONE,
                text,
                businessKeys,
                cursor,
                limit);
    }

    /** The same question, about another page. */
    public FlowQuery page(@Nullable String newCursor, int newLimit) {
        return new FlowQuery(
                from, to, module, endpoint, outcome, minDuration, action, text, businessKeys, newCursor, newLimit);
    }

    /** The same question, of any module and, as an endpoint is a module's, of any endpoint. */
    public FlowQuery ofAnyModule() {
        return narrowed(null, null, outcome);
    }

    /** The same question, of any endpoint. */
    public FlowQuery ofAnyEndpoint() {
        return narrowed(module, null, outcome);
    }

    /** The same question, of any outcome. */
    public FlowQuery ofAnyOutcome() {
        return narrowed(module, endpoint, null);
    }

    private FlowQuery narrowed(@Nullable String oneModule, @Nullable String oneEndpoint, @Nullable String oneOutcome) {
        return new FlowQuery(
                from, to, oneModule, oneEndpoint, oneOutcome, minDuration, action, text, businessKeys, cursor, limit);
    }
}
