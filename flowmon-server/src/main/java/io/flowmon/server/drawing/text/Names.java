/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.text;

/** Names as drawings show them: free text of unknown origin and length. */
public final class Names {

    private static final int MAX_LENGTH = 60;

    private Names() {}

    /** The name without white space around it and not longer than fits on an arrow. Not quoted for any format. */
    public static String shortened(String name) {
        int[] codePoints = name.strip().codePoints().limit(MAX_LENGTH + 1L).toArray();
        if (codePoints.length == 0) {
            return "(no name)";
        }
        return codePoints.length > MAX_LENGTH
                ? new String(codePoints, 0, MAX_LENGTH) + '…'
                : new String(codePoints, 0, codePoints.length);
    }
}
