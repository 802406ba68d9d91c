/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.wire.PayloadEncoding;
import java.time.Instant;

/**
 * Events ready to be sent.
 *
 * @param payload begins with a JSON array of the events, in the given encoding
 * @param length how many bytes of the payload these are
 * @param events how many
 * @param oldest time of the oldest
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record EncodedBatch(PayloadEncoding encoding, byte[] payload, int length, int events, Instant oldest) {

    /** A batch that fills its payload. */
    public EncodedBatch(PayloadEncoding encoding, byte[] payload, int events, Instant oldest) {
        this(encoding, payload, payload.length, events, oldest);
    }
}
