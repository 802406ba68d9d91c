/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.context.CorrelationIds;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.Uuids;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from a request's headers which flow it belongs to. What does not fit the grammar is replaced. */
final class IncomingFlow {

    private static final String NOT_SAMPLED = "0";
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final int TRACE_ID_BEGIN = 3;
    private static final int TRACE_ID_END = 35;
    private static final int UUID_LENGTH = 36;

    private final FlowmonWebProperties.HeaderNames names;
    private final boolean trusted;

    IncomingFlow(FlowmonWebProperties.HeaderNames names, boolean trusted) {
        this.names = names;
        this.trusted = trusted;
    }

    FlowContext read(HttpServletRequest request) {
        if (!trusted) {
            return FlowContext.newFlow().handling(Uuids.create());
        }
        boolean sampled = !NOT_SAMPLED.equals(request.getHeader(names.sampled()));
        return new FlowContext(correlationId(request), messageId(request), sampled);
    }

    private String correlationId(HttpServletRequest request) {
        String id = request.getHeader(names.correlationId());
        if (id != null && CorrelationIds.isValid(id)) {
            return id;
        }
        String traceparent = request.getHeader("traceparent");
        if (traceparent != null && TRACEPARENT.matcher(traceparent).matches()) {
            return traceparent.substring(TRACE_ID_BEGIN, TRACE_ID_END);
        }
        return CorrelationIds.create();
    }

    private UUID messageId(HttpServletRequest request) {
        UUID id = parse(request.getHeader(names.messageId()));
        return id == null ? Uuids.create() : id;
    }

    private static @Nullable UUID parse(@Nullable String text) {
        if (text == null || text.length() != UUID_LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }
}
