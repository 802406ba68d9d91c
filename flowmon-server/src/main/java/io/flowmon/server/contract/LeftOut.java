/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

/**
 * How many flows a draft was not drawn from, although they began so and ended with {@code ok}, and why.
 *
 * @param notWhole had not ended, had messages whose cause is not known, or too many below each other
 * @param alerted an alert of severity warning or critical names them, open or resolved
 * @param lossy a message of them is lost
 */
public record LeftOut(int notWhole, int alerted, int lossy) {

    static final LeftOut NONE = new LeftOut(0, 0, 0);

    LeftOut oneNotWhole() {
        return new LeftOut(notWhole + 1, alerted, lossy);
    }

    LeftOut oneAlerted() {
        return new LeftOut(notWhole, alerted + 1, lossy);
    }

    LeftOut oneLossy() {
        return new LeftOut(notWhole, alerted, lossy + 1);
    }

    /** Whether there were any. */
    public boolean any() {
        return notWhole > 0 || alerted > 0 || lossy > 0;
    }
}
