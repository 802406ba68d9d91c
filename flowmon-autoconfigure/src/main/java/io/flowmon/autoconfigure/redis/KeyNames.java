/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.nio.charset.StandardCharsets;

/** The text of a key, be it stored as text or, as a RedisTemplate does unless told otherwise, as a serialized String. */
final class KeyNames {

    /** Stream magic, version, and the tag of a String (Java Object Serialization Specification, section 6.4). */
    private static final byte[] SERIALIZED_STRING = {(byte) 0xAC, (byte) 0xED, 0, 5, 't'};

    private static final int LENGTH_BYTES = 2;

    private KeyNames() {}

    static String of(byte[] key) {
        int offset = isSerializedString(key) ? SERIALIZED_STRING.length + LENGTH_BYTES : 0;
        return new String(key, offset, key.length - offset, StandardCharsets.UTF_8);
    }

    private static boolean isSerializedString(byte[] key) {
        if (key.length < SERIALIZED_STRING.length + LENGTH_BYTES) {
            return false;
        }
        for (int i = 0; i < SERIALIZED_STRING.length; i++) {
            if (key[i] != SERIALIZED_STRING[i]) {
                return false;
            }
        }
        return true;
    }
}
