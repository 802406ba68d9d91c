/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** What a person uses a page with. */
enum Hand {
    MOUSE {
        @Override
        void follow(Page page, Locator target) {
            target.click();
        }
    },
    KEYBOARD {
        @Override
        void follow(Page page, Locator target) {
            reach(page, target);
            page.keyboard().press("Enter");
        }
    };

    /** More stops than any page has before what a task needs. */
    private static final int MOST_STOPS = 400;

    /** Goes where this link or button leads. */
    abstract void follow(Page page, Locator target);

    /** Writes into a field. */
    void fill(Page page, Locator field, String text) {
        if (this == MOUSE) {
            field.click();
        } else {
            reach(page, field);
        }
        page.keyboard().type(text);
    }

    private static void reach(Page page, Locator target) {
        target.waitFor();
        for (int stops = 0; stops < MOST_STOPS; stops++) {
            if (Boolean.TRUE.equals(target.evaluate("element => element === document.activeElement"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("No way by the Tab key to " + target);
    }
}
