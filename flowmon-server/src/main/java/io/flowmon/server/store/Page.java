/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param cursor asks for the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String cursor) {

    public Page {
        items = List.copyOf(items);
    }
}
