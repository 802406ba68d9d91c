/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.functions.ProcessTableFunction.TimeContext;
import org.jspecify.annotations.Nullable;

/**
 * What a function remembers of many keys: a record of bytes for each, many in a page, and one timer for all. A key with a state
 * and a timer of Flink's own takes ten times the memory, and a third of the processor's time is spent on looking both up and on
 * writing them into checkpoints. A page is small, because a state backend on disk reads and writes all of it.
 *
 * <p>A record begins with the time at which it is due, in milliseconds: then it is looked at again. Made anew for each call.
 */
final class KeyPages {

    /** How long Flink keeps state that a function says nothing of: without a word, it looks for what is too old all the time. */
    static final String FOR_EVER = "0 ms";

    /** At least so much lies between one look at what is due and the next, if there is a lot: it goes through all pages. */
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(1).toMillis();

    /** In place of a page, of which there are 256: when the next look is. */
    private static final int NEXT = Byte.MAX_VALUE + 1;

    private final MapView<Integer, byte[]> pages;
    private final TimeContext<Long> clock;
    private @Nullable KeyPage last;
    private int lastNumber;

    KeyPages(MapView<Integer, byte[]> pages, TimeContext<Long> clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /** What is to be done with a record that is due. */
    @FunctionalInterface
    interface Due {

        /** The same at this time, due later; or null when it is let go. */
        byte @Nullable [] next(byte[] record, long now) throws Exception;
    }

    /** Everything that is due at this time or before is overdue: Flink would have called its timer. */
    long passed() {
        Long watermark = clock.currentWatermark();
        return watermark == null ? Long.MIN_VALUE : watermark;
    }

    byte @Nullable [] get(long key) throws Exception {
        KeyPage page = page(key);
        int entry = page.find(key);
        return entry < 0 ? null : page.record(entry);
    }

    void put(long key, byte[] record) throws Exception {
        KeyPage page = page(key);
        long due = ByteBuffer.wrap(record).getLong();
        int entry = page.find(key);
        boolean sooner = entry < 0 || due < page.due(entry);
        page.put(key, record, entry);
        pages.put(number(key), page.bytes());
        if (sooner) {
            wakeUp(due);
        }
    }

    void remove(long key) throws Exception {
        KeyPage page = page(key);
        int entry = page.find(key);
        if (entry >= 0) {
            page.cut(entry);
            replace(number(key), page);
        }
    }

    /** The timer was called: goes through all that is due. */
    void onTimer(Due action) throws Exception {
        byte[] next = pages.get(NEXT);
        if (next == null || ByteBuffer.wrap(next).getLong() != clock.time()) {
            return;
        }
        long now = Math.max(clock.time(), passed());
        Map<Integer, KeyPage> changed = new LinkedHashMap<>();
        long earliest = Long.MAX_VALUE;
        for (Map.Entry<Integer, byte[]> entry : pages.entries()) {
            if (entry.getKey() != NEXT) {
                KeyPage page = new KeyPage(entry.getValue());
                long first = page.earliest();
                if (first <= now) {
                    KeyPage kept = changed(page, now, action);
                    changed.put(entry.getKey(), kept);
                    first = kept.earliest();
                }
                earliest = Math.min(earliest, first);
            }
        }
        for (Map.Entry<Integer, KeyPage> page : changed.entrySet()) {
            replace(page.getKey(), page.getValue());
        }
        pages.remove(NEXT);
        if (earliest < Long.MAX_VALUE) {
            wakeUp(Math.max(earliest, clock.time() + BETWEEN_LOOKS));
        }
    }

    /** A new page, without what is let go. */
    private static KeyPage changed(KeyPage page, long now, Due action) throws Exception {
        KeyPage kept = KeyPage.empty();
        int end = page.end();
        for (int entry = KeyPage.FIRST; entry < end; entry = page.after(entry)) {
            byte[] record = page.record(entry);
            byte[] next = page.due(entry) > now ? record : action.next(record, now);
            if (next != null) {
                kept.append(page.key(entry), next);
            }
        }
        return kept;
    }

    /** Flink forgets a timer whose time has gone by already: then it is the next moment that there is. */
    private void wakeUp(long due) throws Exception {
        byte[] next = pages.get(NEXT);
        if (next == null || due < ByteBuffer.wrap(next).getLong()) {
            long time = Math.max(due, passed() + 1);
            clock.registerOnTime(time);
            pages.put(NEXT, ByteBuffer.allocate(Long.BYTES).putLong(time).array());
        }
    }

    /** The page of the key, looked up once for what is done with one key. */
    private KeyPage page(long key) throws Exception {
        KeyPage known = last;
        if (known == null || lastNumber != number(key)) {
            byte[] bytes = pages.get(number(key));
            known = bytes == null ? KeyPage.empty() : new KeyPage(bytes);
            last = known;
            lastNumber = number(key);
        }
        return known;
    }

    private void replace(int number, KeyPage page) throws Exception {
        if (page.isEmpty()) {
            pages.remove(number);
        } else {
            pages.put(number, page.bytes());
        }
    }

    /** Among those that Java keeps as objects anyway. */
    private static int number(long key) {
        return (byte) key;
    }
}
