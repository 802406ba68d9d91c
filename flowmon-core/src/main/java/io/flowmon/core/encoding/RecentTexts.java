/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * Texts that come again and again and are shown as they are, such as endpoints and most headers' values: looked at and
 * encoded once. A fixed number of slots, each for one text; a text takes its slot when it comes twice in a row, so that
 * what is never the same leaves no trace. Used by one thread.
 */
final class RecentTexts {

    private static final int MAX_LENGTH = 128;

    private final int mask;
    private final @Nullable SerializableString[] kept;
    private final @Nullable String[] seen;

    /** @param slots a power of two */
    RecentTexts(int slots) {
        this.mask = slots - 1;
        this.kept = new SerializableString[slots];
        this.seen = new String[slots];
    }

    /** The text ready to be written; null if it has to be looked at. */
    @Nullable
    SerializableString find(String text) {
        SerializableString known = kept[slot(text)];
        return known != null && known.getValue().equals(text) ? known : null;
    }

    /** The text was looked at, and is shown as it is. */
    void isShown(String text) {
        int slot = slot(text);
        if (text.equals(seen[slot])) {
            kept[slot] = new SerializedString(text);
        } else if (text.length() <= MAX_LENGTH) {
            seen[slot] = text;
        }
    }

    private int slot(String text) {
        int hash = text.hashCode();
        return (hash ^ (hash >>> 16)) & mask;
    }
}
