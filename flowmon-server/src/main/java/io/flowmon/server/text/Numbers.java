/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;

/**
 * Numbers for people: no more digits than tell something. In drawings and other texts that programs read they have a decimal
 * point and nothing between thousands; with a language, the signs of that language. Any thread.
 */
public final class Numbers {

    private static final MathContext THREE_DIGITS = new MathContext(3);

    /** Narrow, and no place for a line to end. */
    private static final String FRENCH_SPACE = "\u202F";

    private static final MathContext ONE_DIGIT = new MathContext(1);

    private Numbers() {}

    /** The number with three significant digits at most, without an exponent, with a decimal point. */
    public static String rounded(double value) {
        return Double.isFinite(value) ? threeDigits(value).toPlainString() : String.valueOf(value);
    }

    /** The same as the language writes it. */
    public static String rounded(double value, Locale language) {
        return Double.isFinite(value) ? written(threeDigits(value), language) : String.valueOf(value);
    }

    /**
     * How often a minute: three significant digits at most and two decimals, since nobody tells 0.0667 from 0.07. What is less
     * than that has one digit, so that it is not nothing.
     */
    public static String rate(double perMinute, Locale language) {
        if (!Double.isFinite(perMinute) || perMinute >= 1) {
            return rounded(perMinute, language);
        }
        BigDecimal exact = BigDecimal.valueOf(perMinute);
        BigDecimal shown = exact.setScale(2, RoundingMode.HALF_UP);
        return written(shown.signum() == 0 ? exact.round(ONE_DIGIT) : shown, language);
    }

    /** A number with the sign behind it. */
    public static String percent(String number, Locale language) {
        return number + (language.getLanguage().equals("fr") ? FRENCH_SPACE : " ") + "%";
    }

    private static BigDecimal threeDigits(double value) {
        return BigDecimal.valueOf(value).round(THREE_DIGITS).stripTrailingZeros();
    }

    private static String written(BigDecimal number, Locale language) {
        NumberFormat format = NumberFormat.getNumberInstance(language);
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number);
    }
}
