/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import java.util.LinkedHashMap;
import java.util.Map;

/** The most recently used entries, as many as strangers may make the server remember. */
final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final int REMEMBERED = 10_000;

    Recent() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > REMEMBERED;
    }
}
