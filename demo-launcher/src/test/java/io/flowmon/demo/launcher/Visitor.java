/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Someone who follows links to a cause and may do so three times, with a mouse (or a finger) or with a keyboard alone. */
final class Visitor {

    private static final int MOST_CLICKS = 3;
    private static final int MOST_TABS = 200;

    private final Page page;
    private final boolean byKeyboard;
    private int clicks;

    Visitor(Page page, boolean byKeyboard) {
        this.page = page;
        this.byKeyboard = byKeyboard;
    }

    /** Follows a link, or fails where it was followed by three others. */
    void follow(Locator link) {
        clicks++;
        assertThat(clicks).as("clicks up to " + page.url()).isLessThanOrEqualTo(MOST_CLICKS);
        if (byKeyboard) {
            tabTo(link);
            page.keyboard().press("Enter");
        } else {
            link.click();
        }
    }

    private void tabTo(Locator link) {
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            if (link.evaluate("element => element === document.activeElement").equals(true)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("No way by keyboard to " + link);
    }
}
