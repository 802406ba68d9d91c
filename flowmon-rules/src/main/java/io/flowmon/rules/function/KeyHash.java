/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.flink.table.data.StringData;

/**
 * 64 bits of a text's MD5, by which it is remembered. Two of n texts that are remembered at once, spread over b buckets, are taken
 * for one with a probability of n² / (b · 2⁶⁵): for a million of them in 255 buckets once in nine thousand million times. Any
 * thread.
 */
final class KeyHash {

    private static final ThreadLocal<MessageDigest> MD5 = ThreadLocal.withInitial(KeyHash::md5);

    private KeyHash() {}

    static long of(StringData text) {
        return of(text.toBytes());
    }

    static long of(byte[] bytes) {
        return ByteBuffer.wrap(MD5.get().digest(bytes)).getLong(Long.BYTES);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has MD5", impossible);
        }
    }
}
