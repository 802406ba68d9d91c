/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.alert;

import java.util.List;

/**
 * Which flows an alert names: the first ones, since they tell how it began, and the newest ones, since they tell how it is now.
 * Those between them are counted alone. Any thread, as long as the list is that thread's own.
 */
public final class NamedFlows {

    /** How many of the first ones are kept for good. */
    public static final int FIRST = 5;

    /** How many there are at most, those first ones among them. */
    public static final int MOST = 10;

    private NamedFlows() {}

    /**
     * Names one more flow as the newest, in place of the oldest that is none of the first. One that is named already stays where
     * it is.
     *
     * @param flows by their first case, the newest last
     */
    public static void add(List<String> flows, String flow) {
        if (flows.contains(flow)) {
            return;
        }
        if (flows.size() >= MOST) {
            flows.remove(FIRST);
        }
        flows.add(flow);
    }
}
