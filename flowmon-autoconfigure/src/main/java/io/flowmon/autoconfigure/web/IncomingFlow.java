/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.core.context.CorrelationIds;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.SampleRate;
import io.flowmon.core.context.Uuids;
import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from a request's headers which flow it belongs to. What does not fit the grammar is replaced. */
final class IncomingFlow {

    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final int TRACE_ID_BEGIN = 3;
    private static final int TRACE_ID_END = 35;
    private static final int UUID_LENGTH = 36;
    private static final String REPLAY = "X-Flow-Replay";

    private final FlowmonWebProperties.HeaderNames names;
    private final boolean trusted;
    private final VolumeRules volume;

    IncomingFlow(FlowmonWebProperties.HeaderNames names, boolean trusted, VolumeRules volume) {
        this.names = names;
        this.trusted = trusted;
        this.volume = volume;
    }

    FlowContext read(HttpServletRequest request) {
        if (!trusted) {
            String id = CorrelationIds.create();
            return new FlowContext(id, Uuids.create(), decided(id, request));
        }
        String given = request.getHeader(names.correlationId());
        boolean known = CorrelationIds.isValid(given);
        String correlationId = given != null && known ? given : correlationId(request);
        UUID messageId = parse(request.getHeader(names.messageId()));
        OptionalDouble carried = SampleRate.carried(request.getHeader(names.sampled()), known && messageId != null);
        FlowContext context = new FlowContext(
                correlationId,
                messageId == null ? Uuids.create() : messageId,
                carried.isPresent() ? carried.getAsDouble() : decided(correlationId, request));
        return context.replay("true".equals(request.getHeader(REPLAY)));
    }

    /** The flow begins here. */
    private double decided(String correlationId, HttpServletRequest request) {
        return volume.sampleRateOfRequest(correlationId, CapturedPaths.pathOf(request));
    }

    private static String correlationId(HttpServletRequest request) {
        String traceparent = request.getHeader("traceparent");
        if (traceparent != null && TRACEPARENT.matcher(traceparent).matches()) {
            return traceparent.substring(TRACE_ID_BEGIN, TRACE_ID_END);
        }
        return CorrelationIds.create();
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
