/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import java.util.Locale;

/**
 * A bar on the time line, in percent of the flow's duration.
 *
 * @param kind {@code bus}, {@code wait}, {@code work}, {@code failed}, {@code open} or {@code moment}
 */
record BarView(String kind, String title, double from, double width) {

    /** The bar's place as CSS custom properties. */
    public String style() {
        return String.format(Locale.ROOT, "--from:%.3f%%;--width:%.3f%%", from, width);
    }
}
