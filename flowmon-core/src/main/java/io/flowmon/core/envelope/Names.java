/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The words of the envelope. */
final class Names {

    static final String FLOWMON = "flowmon";
    static final String CONTENT = "content";
    static final String VERSION = "v";
    static final String CORRELATION_ID = "correlation_id";
    static final String MESSAGE_ID = "message_id";
    static final String PARENT_MESSAGE_ID = "parent_message_id";
    static final String SENT_AT = "sent_at";
    static final String SAMPLED = "sampled";
    static final String SAMPLE_RATE = "sample_rate";
    static final String REPLAY = "replay";
    static final String ENCODING = "encoding";

    static final String BASE64 = "base64";
    static final String JSON = "json";

    static final int CURRENT_VERSION = 1;

    private static final byte[] PREFIX = "{\"flowmon\":".getBytes(StandardCharsets.UTF_8);

    private Names() {}

    /** The cheap question that spares every other payload a parser. */
    static boolean startsLikeAnEnvelope(byte[] stored) {
        return stored.length > PREFIX.length && Arrays.mismatch(stored, PREFIX) == PREFIX.length;
    }
}
