/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import io.flowmon.core.envelope.Envelope;
import io.flowmon.core.envelope.EnvelopeCodec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How a replay carries its ids, and says that it is one ({@code docs/events.md}, Propagation). */
final class CarriedIds {

    private static final String CORRELATION_ID = "flowmon-correlation-id";
    private static final String MESSAGE_ID = "flowmon-message-id";
    private static final String PARENT_ID = "flowmon-parent-id";
    private static final String REPLAY = "flowmon-replay";

    /** Names that a message must not bring along from its first time. */
    static final Set<String> NAMES = Set.of(CORRELATION_ID, MESSAGE_ID, PARENT_ID, REPLAY, "flowmon-sampled");

    private static final double RECORDED_IN_FULL = 1;

    private CarriedIds() {}

    /** Beside the payload: headers, or fields of a stream's entry. */
    static Map<String, String> headers(Resend message) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(CORRELATION_ID, message.correlationId());
        headers.put(MESSAGE_ID, message.messageId().toString());
        headers.put(PARENT_ID, message.originalId().toString());
        headers.put(REPLAY, "true");
        return headers;
    }

    /** Around the payload. */
    static byte[] envelope(Resend message) {
        return EnvelopeCodec.encode(new Envelope(
                message.correlationId(),
                message.messageId(),
                message.originalId(),
                message.sentAt(),
                RECORDED_IN_FULL,
                true,
                message.payload()));
    }

    /** What is sent to a bus that can carry ids in either way. */
    static byte[] body(Resend message) {
        return message.carrier() == Resend.Carrier.ENVELOPE ? envelope(message) : message.payload();
    }

    /** The headers of what is sent to such a bus; none beside an envelope. */
    static Map<String, byte[]> headersInBytes(Resend message) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        if (message.carrier() == Resend.Carrier.HEADERS) {
            headers(message).forEach((name, value) -> bytes.put(name, value.getBytes(StandardCharsets.UTF_8)));
        }
        return bytes;
    }
}
