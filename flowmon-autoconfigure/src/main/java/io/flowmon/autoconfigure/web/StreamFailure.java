/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Remembers that the connection failed under the application's hands: the caller has gone. */
final class StreamFailure {

    private volatile @Nullable IOException first;

    /** Notes {@code failure} and returns it, to be thrown on. */
    IOException noted(IOException failure) {
        note(failure);
        return failure;
    }

    void note(IOException failure) {
        if (first == null) {
            first = failure;
        }
    }

    @Nullable
    IOException first() {
        return first;
    }
}
