/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

/**
 * Texts that stand in many events, as Flink keeps them: encoding one anew for each rule and each comparison would cost more than
 * what the rule does with it. Any thread.
 */
final class FrequentText {

    private static final int MOST = 10_000;

    private static final Map<String, StringData> KNOWN = new ConcurrentHashMap<>();

    private FrequentText() {}

    static StringData of(String text) {
        StringData known = KNOWN.get(text);
        if (known != null) {
            return known;
        }
        StringData encoded = BinaryStringData.fromBytes(text.getBytes(StandardCharsets.UTF_8));
        if (KNOWN.size() < MOST) {
            KNOWN.put(text, encoded);
        }
        return encoded;
    }
}
