/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.wire;

import java.nio.charset.StandardCharsets;

/** How the payload of a batch is written. */
public enum PayloadEncoding {
    JSON("json"),
    /** The JSON compressed with gzip (RFC 1952). */
    JSON_GZIP("json+gzip");

    private final String wireName;

    PayloadEncoding(String wireName) {
        this.wireName = wireName;
    }

    byte[] frame() {
        return wireName.getBytes(StandardCharsets.US_ASCII);
    }

    static PayloadEncoding ofFrame(byte[] frame) throws WireFormatException {
        String name = new String(frame, StandardCharsets.ISO_8859_1);
        for (PayloadEncoding encoding : values()) {
            if (encoding.wireName.equals(name)) {
                return encoding;
            }
        }
        throw new WireFormatException("B1: the encoding is neither json nor json+gzip");
    }
}
