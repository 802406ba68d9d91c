/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.design;

import org.jspecify.annotations.Nullable;

/**
 * A token of the style sheet.
 *
 * @param name without its dashes
 * @param dark the same value as {@code light} where both are alike
 * @param lightContrast of a colour on the surface of cards; null for others
 * @param lightOnGround on the ground that belongs to it; null if there is none
 */
record DesignToken(
        String name,
        String light,
        String dark,
        @Nullable Double lightContrast,
        @Nullable Double darkContrast,
        @Nullable Double lightOnGround,
        @Nullable Double darkOnGround) {

    public boolean isColour() {
        return Contrast.isColour(light);
    }
}
