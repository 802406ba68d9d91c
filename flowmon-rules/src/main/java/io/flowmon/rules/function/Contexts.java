/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import java.nio.ByteBuffer;
import org.apache.flink.table.api.dataview.MapView;
import org.jspecify.annotations.Nullable;

/**
 * What many records have in common, such as module and endpoint, once: a record names it by a number. Each is let go with the
 * last record that holds it. Made anew for each call.
 */
final class Contexts {

    /** Before each context: how many records hold it. */
    private static final int HOLDERS = Integer.BYTES;

    private final MapView<Long, byte[]> contexts;

    Contexts(MapView<Long, byte[]> contexts) {
        this.contexts = contexts;
    }

    /** Remembers it for one record more, and returns its number. */
    long hold(byte[] context) throws Exception {
        long number = KeyHash.of(context);
        byte[] known = contexts.get(number);
        ByteBuffer held = known == null ? ByteBuffer.allocate(HOLDERS + context.length) : ByteBuffer.wrap(known);
        held.putInt(0, held.getInt(0) + 1);
        if (known == null) {
            held.put(HOLDERS, context);
        }
        contexts.put(number, held.array());
        return number;
    }

    /** The context of that number, to be read from the beginning. */
    ByteBuffer get(long number) throws Exception {
        byte @Nullable [] known = contexts.get(number);
        if (known == null) {
            throw new IllegalStateException("A record holds a context that is not there: " + number);
        }
        return ByteBuffer.wrap(known, HOLDERS, known.length - HOLDERS);
    }

    /** One record less holds it. */
    void release(long number) throws Exception {
        byte[] known = contexts.get(number);
        if (known == null) {
            return;
        }
        ByteBuffer held = ByteBuffer.wrap(known);
        int holders = held.getInt(0) - 1;
        if (holders > 0) {
            held.putInt(0, holders);
            contexts.put(number, known);
        } else {
            contexts.remove(number);
        }
    }
}
