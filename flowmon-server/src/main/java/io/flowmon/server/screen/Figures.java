/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.event.Durations;
import io.flowmon.server.text.Numbers;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Numbers, shares and durations as the viewer of a screen writes them: all that a screen shows goes through here. What programs
 * read of a page, such as addresses, {@code data-} attributes and drawings, does not. To be called on the thread that answers
 * the viewer, since the language is that of the request; elsewhere it is that of the machine.
 */
public final class Figures {

    private static final double LEAST = 0.0001;
    private static final double TWOFOLD = 10;

    private Figures() {}

    /** The language of the viewer, out of those that the screens speak. */
    public static Locale language() {
        return LocaleContextHolder.getLocale();
    }

    /** With three significant digits at most. */
    public static String number(double value) {
        return Numbers.rounded(value, language());
    }

    /** How often a minute. */
    public static String rate(double perMinute) {
        return Numbers.rate(perMinute, language());
    }

    /** Such as {@code 0 %}, {@code < 0.01 %} or {@code 12.5 %}: what is not nothing never looks like nothing. */
    public static String share(double share) {
        return share > 0 && share < LEAST ? "< " + percent(number(100 * LEAST)) : percent(number(100 * share));
    }

    /** Such as {@code +40 %}, {@code −12 %} or, from tenfold on, {@code × 11}. */
    public static String change(double change) {
        if (change >= TWOFOLD) {
            return "× " + whole(Math.round(change + 1));
        }
        long percent = Math.round(100 * change);
        return percent < 0
                ? "−" + percent(whole(-percent))
                : percent == 0 ? "± " + percent("0") : "+" + percent(whole(percent));
    }

    public static String duration(Duration duration) {
        return Durations.text(duration, language());
    }

    /** A duration in seconds; null if there is none. */
    public static @Nullable String seconds(@Nullable Double seconds) {
        return seconds == null ? null : duration(Durations.ofSeconds(seconds));
    }

    private static String whole(long number) {
        return String.format(language(), "%,d", number);
    }

    private static String percent(String number) {
        return Numbers.percent(number, language());
    }
}
