/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a flow's sample rate travels where there are headers or fields of text: {@code 0} for a flow that is not recorded, a
 * decimal such as {@code 0.1} for one that is. Any thread.
 */
public final class SampleRate {

    private static final Pattern DECIMAL = Pattern.compile("[0-9](?:\\.[0-9]{1,30})?(?:[eE]-[0-9]{1,2})?");

    private SampleRate() {}

    /**
     * The rate that came with a message, or none: then the flow begins here, and so does the decision.
     *
     * @param text what came; absent and unreadable are the same
     * @param ids whether the message came with both of its ids: then its sender reports, and records everything unless it
     *     says otherwise
     */
    public static OptionalDouble carried(@Nullable String text, boolean ids) {
        OptionalDouble rate = parse(text);
        return rate.isEmpty() && ids ? OptionalDouble.of(1) : rate;
    }

    /** Reads a rate from 0 to 1; none when {@code text} is anything else. */
    public static OptionalDouble parse(@Nullable String text) {
        if (text == null || !DECIMAL.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double rate = Double.parseDouble(text);
        return rate <= 1 ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    /** Writes a rate such that {@link #parse} gives it back. */
    public static String format(double rate) {
        return rate > 0 ? BigDecimal.valueOf(rate).toPlainString() : "0";
    }
}
