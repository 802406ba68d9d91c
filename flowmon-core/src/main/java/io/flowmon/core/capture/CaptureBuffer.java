/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.capture;

import io.flowmon.core.event.CapturedBody;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first bytes of a body up to a cap and counts the rest. Memory is taken as bytes arrive, never by a declared
 * length, so an empty body costs nothing.
 *
 * <p>One thread at a time writes; two at once spoil what is kept and nothing else. Any thread may take a snapshot
 * meanwhile: it sees a prefix of what was written. No method throws for any content, and none blocks.
 */
public final class CaptureBuffer {

    /** Little, for the first byte alone: who reads one byte mostly looks whether there is a body, then takes all of it. */
    private static final int INITIAL_CAPACITY = 16;

    private static final byte[] NOTHING = {};
    private static final VarHandle SIZE;

    static {
        try {
            SIZE = MethodHandles.lookup().findVarHandle(CaptureBuffer.class, "size", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int cap;
    private byte[] bytes = NOTHING;

    /** Published after the bytes that it counts, so that a snapshot never sees a byte that is not there yet. */
    @SuppressWarnings("FieldMayBeFinal") // written through SIZE
    private long size;

    /** @param cap the most bytes to keep; 0 counts alone */
    public CaptureBuffer(int cap) {
        if (cap < 0) {
            throw new IllegalArgumentException("A capture's cap must not be negative: " + cap);
        }
        this.cap = cap;
    }

    /** Appends one byte. */
    public void write(int b) {
        long before = size;
        if (before < cap) {
            withRoomFor((int) before + 1)[(int) before] = (byte) b;
        }
        SIZE.setRelease(this, before + 1);
    }

    /** Appends {@code length} bytes of {@code source}. */
    public void write(byte[] source, int offset, int length) {
        long before = size;
        int kept = keepable(before, length);
        if (kept > 0) {
            System.arraycopy(source, offset, withRoomFor((int) before + kept), (int) before, kept);
        }
        SIZE.setRelease(this, before + length);
    }

    /** Appends the {@code length} bytes of {@code source} from the index {@code from}; its position stays. */
    public void write(ByteBuffer source, int from, int length) {
        long before = size;
        int kept = keepable(before, length);
        if (kept > 0) {
            source.get(from, withRoomFor((int) before + kept), (int) before, kept);
        }
        SIZE.setRelease(this, before + length);
    }

    /** Counts bytes that were seen to pass but cannot be looked at. */
    public void skip(long length) {
        SIZE.setRelease(this, size + length);
    }

    /** Forgets everything, as when a response is reset before it was committed. */
    public void clear() {
        rewind(0);
    }

    /** Goes back to where {@link #size} was, because the same bytes will pass again. */
    public void rewind(long earlierSize) {
        bytes = bytes.clone(); // a snapshot may have taken the array
        SIZE.setRelease(this, Math.min(size, Math.max(0, earlierSize)));
    }

    /** How many bytes passed, kept or not. */
    public long size() {
        return (long) SIZE.getAcquire(this);
    }

    /** How many bytes of memory this buffer has taken so far. */
    public int held() {
        return bytes.length;
    }

    /** Whether the next byte would still be kept. */
    public boolean isFull() {
        return size() >= cap;
    }

    /**
     * What was kept; later writes do not change it. An array that is full is handed over as it is: mostly a body comes
     * in one piece, and the array was made for it.
     */
    public CapturedBody snapshot(boolean unread, @Nullable String contentType, @Nullable String contentEncoding) {
        long total = size();
        byte[] seen = bytes;
        int kept = (int) Math.min(total, Math.min(cap, seen.length));
        byte[] taken = kept == seen.length ? seen : Arrays.copyOf(seen, kept);
        return new CapturedBody(taken, total, unread, contentType, contentEncoding);
    }

    private int keepable(long before, int length) {
        return (int) Math.max(0, Math.min(length, cap - before));
    }

    /** The array to write to, handed over so that even an application that writes from two threads cannot break it. */
    private byte[] withRoomFor(int needed) {
        byte[] target = bytes;
        if (needed > target.length) {
            int grown = Math.max(needed, Math.max(INITIAL_CAPACITY, 2 * target.length));
            target = Arrays.copyOf(target, Math.min(grown, cap));
            bytes = target;
        }
        return target;
    }
}
