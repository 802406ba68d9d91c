/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.vault;

import org.jspecify.annotations.Nullable;

/** What is sealed does not open with this key for this message: another key, another message, or it was changed. */
public final class NotOpenedException extends Exception {

    private static final long serialVersionUID = 1L;

    NotOpenedException(@Nullable Exception cause) {
        super("sealed with another key, for another message or place, or changed since", cause);
    }
}
