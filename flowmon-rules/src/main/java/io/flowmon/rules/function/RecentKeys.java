/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import java.nio.ByteBuffer;
import org.apache.flink.table.api.dataview.MapView;

/**
 * The newest keys that a function has met, each by its {@link KeyHash}: 64 of them in each of 256 pages, 128 KB at most. Which
 * page a key stands in is left to chance, so of the last 10,000 one in some thousands may be forgotten, and some older ones are
 * known. It needs no timer, unlike {@link KeyPages}, and an event reads and writes half a kilobyte. Made anew for each call.
 */
final class RecentKeys {

    private static final int PAGE = 64 * Long.BYTES;

    private final MapView<Integer, byte[]> pages;

    RecentKeys(MapView<Integer, byte[]> pages) {
        this.pages = pages;
    }

    boolean contains(long key) throws Exception {
        byte[] page = pages.get(number(key));
        return page != null && contains(page, key);
    }

    /** Remembers a key; one that is there already becomes no newer. */
    void add(long key) throws Exception {
        byte[] page = pages.get(number(key));
        byte[] before = page == null ? new byte[0] : page;
        if (!contains(before, key)) {
            byte[] after = new byte[Math.min(PAGE, before.length + Long.BYTES)];
            ByteBuffer.wrap(after).putLong(key).put(before, 0, after.length - Long.BYTES);
            pages.put(number(key), after);
        }
    }

    private static boolean contains(byte[] page, long key) {
        ByteBuffer keys = ByteBuffer.wrap(page);
        while (keys.hasRemaining()) {
            if (keys.getLong() == key) {
                return true;
            }
        }
        return false;
    }

    /** Among those that Java keeps as objects anyway. */
    private static int number(long key) {
        return (byte) key;
    }
}
