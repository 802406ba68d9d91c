/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.message;

import java.util.Set;

/**
 * How far a message came, as a badge shows it.
 *
 * @param key of its text
 * @param tone {@code good}, {@code bad} or {@code open}: the badge's colour and sign
 */
record MessageStateView(String key, String tone) {

    private static final Set<String> BAD = Set.of("failed", "lost", "unheard");

    static MessageStateView of(String state) {
        String tone = BAD.contains(state) ? "bad" : state.equals("done") ? "good" : "open";
        return new MessageStateView("message.state." + state, tone);
    }
}
