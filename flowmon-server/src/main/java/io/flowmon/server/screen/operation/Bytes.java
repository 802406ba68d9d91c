/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.operation;

import io.flowmon.server.screen.Figures;
import io.flowmon.server.text.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sizes as people read them. */
final class Bytes {

    private static final double STEP = 1024;
    private static final List<String> UNITS = List.of("bytes", "kb", "mb", "gb", "tb");

    private Bytes() {}

    /** Such as {@code 1.5 GB}; a dash where it is not known. */
    static String text(@Nullable Long bytes) {
        if (bytes == null) {
            return "–";
        }
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.size() - 1) {
            size /= STEP;
            unit++;
        }
        return Texts.of("size." + UNITS.get(unit), Figures.language(), Figures.number(size));
    }
}
