/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Captured headers in the order in which they were seen, names as they were spelled. Repeated names stand side by side
 * or apart; the encoder groups them. Cheaper than a map, because it is filled on a request's thread.
 *
 * <p>Not thread-safe while being filled; hand it to an event only when complete.
 */
public final class Headers {

    private static final int INITIAL_HEADERS = 8;

    private String[] namesAndValues = new String[2 * INITIAL_HEADERS];
    private int length;

    /** Appends one header line. */
    public Headers add(String name, String value) {
        if (length == namesAndValues.length) {
            namesAndValues = Arrays.copyOf(namesAndValues, 2 * length);
        }
        namesAndValues[length++] = name;
        namesAndValues[length++] = value;
        return this;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** Calls {@code consumer} with each name and value. */
    public void forEach(BiConsumer<String, String> consumer) {
        for (int i = 0; i < length; i += 2) {
            consumer.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    /** Number of characters held, for the bound of the sender's queue. */
    int characters() {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += namesAndValues[i].length();
        }
        return sum;
    }
}
