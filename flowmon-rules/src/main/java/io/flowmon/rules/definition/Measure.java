/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the server can work out of its stored events as well as a rule does of those that pass by: so values are known that are
 * below a threshold, of which a rule leaves no trace. All are by module and endpoint.
 */
public enum Measure {
    /** How long single actions took, in seconds. */
    ELAPSED_MAX(false),
    /** Which time a share of the actions of a window did not exceed, in seconds; the share is the parameter {@code percentile}. */
    ELAPSED_PERCENTILE(true),
    /** The share of a window's actions that ended as {@code server_error}, {@code exception} or {@code timeout}, 0 to 1. */
    FAILED_SHARE(true),
    /** The share of a window's received calls that were answered with status 429, 0 to 1. */
    REFUSED_SHARE(true),
    /** How many actions ended in a window where they were received, a second, scaled by their sample rate. */
    CALLS_PER_SECOND(true),
    /** How long flows took, in seconds, by the module and endpoint of their first event. */
    FLOW_ELAPSED(false),
    /** From the sending of a message to its first receipt, in seconds, by the sender's module and the destination. */
    MESSAGE_WAIT(false);

    private final boolean ofWindows;

    Measure(boolean ofWindows) {
        this.ofWindows = ofWindows;
    }

    /** Whether there is one value for each window of time, not one for each action, flow or message. */
    public boolean isOfWindows() {
        return ofWindows;
    }

    /** As files and programs write it, such as {@code elapsed-max}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Measure of(String word) {
        return Arrays.stream(values())
                .filter(measure -> measure.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no measure \"" + word + "\", only "
                        + Arrays.stream(values()).map(Measure::word).collect(Collectors.joining(", "))));
    }
}
