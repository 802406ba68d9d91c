/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.util.Locale;

/** In what way a flow is not as it must be. An alert is about one of these. */
enum DeviationKind {
    /** There are fewer messages than must be. */
    MISSING("missing message", ""),
    /** There are more than may be. */
    TOO_MANY("too many messages", ""),
    /** There is one that the contract does not know, where others are forbidden. */
    UNEXPECTED("unexpected message", ""),
    /** One began before another that should have begun first. */
    WRONG_ORDER("wrong order", ""),
    /** Somebody reported another outcome, or no end. */
    WRONG_OUTCOME("wrong outcome", ""),
    /** Something took longer than it may. */
    LATE("too late", "s");

    private final String text;
    private final String unit;

    DeviationKind(String text, String unit) {
        this.text = text;
        this.unit = unit;
    }

    /** For people, and the key of alerts. */
    String text() {
        return text;
    }

    /** Of the values; empty where they are numbers of messages. */
    String unit() {
        return unit;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
