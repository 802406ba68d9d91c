/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a person searches a flow by, such as an order's number: shared by everything that works for one flow in this
 * process, and written to the events made from then on.
 *
 * <p>Any thread, without a lock. Bounded: {@value #MAX_KEYS} keys of at most {@value #MAX_LENGTH} characters each.
 */
public final class BusinessKeys {

    /** Most keys that a flow has in one process. */
    public static final int MAX_KEYS = 32;

    /** Longest name and longest value, in characters. */
    public static final int MAX_LENGTH = 256;

    private final AtomicReference<Map<String, String>> keys = new AtomicReference<>(Map.of());

    /**
     * Adds a key, or replaces its value.
     *
     * @return false if it is beyond the bounds, and nothing was changed. A value is never shortened: half a secret would
     *     pass the masking
     */
    public boolean put(String name, String value) {
        if (name.length() > MAX_LENGTH || value.length() > MAX_LENGTH) {
            return false;
        }
        Map<String, String> known;
        Map<String, String> added;
        do {
            known = asMap();
            if (known.size() >= MAX_KEYS && !known.containsKey(name)) {
                return false;
            }
            added = new TreeMap<>(known);
            added.put(name, value);
        } while (!keys.compareAndSet(known, Collections.unmodifiableMap(added)));
        return true;
    }

    /** The keys so far; what is added later does not show in it. */
    public Map<String, String> asMap() {
        return Objects.requireNonNull(keys.get());
    }
}
