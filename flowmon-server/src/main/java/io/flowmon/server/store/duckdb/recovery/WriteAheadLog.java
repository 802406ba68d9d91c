/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.recovery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a log whose end was never written from one that was damaged.
 *
 * <p>The database stops reading its log at an entry that says to be longer than what is left, and takes the rest for a
 * commit that a crash cut off. That is right for the last commit; a damaged length in the middle would silently cost
 * everything after it. Here whatever follows such an entry is searched for entries that are whole: there are none after a
 * torn end. A log is a header, then entries: length, checksum (8 bytes each, little-endian), content.
 */
final class WriteAheadLog {

    /** Kind, version, the 16 numbers of the file's identity, and its iteration, each number as one to ten bytes. */
    private static final Pattern HEADER = Pattern.compile(
            "d\\x00be\\x00[\\x01-\\x7f]f\\x00\\x10(?:[\\x00-\\x7f]|[\\x80-\\xff]\\x01){16}"
                    + "g\\x00[\\x80-\\xff]{0,9}[\\x00-\\x7f]\\xff\\xff",
            Pattern.DOTALL);

    private static final int LONGEST_HEADER = 64;
    private static final int ENTRY_HEADER = 16;
    private static final int SHORTEST = 4;
    private static final short FIRST_FIELD = 100;

    /** Enough to find the next entries after a damage; they are rarely longer than that. */
    private static final int WINDOW = 16 * 1024 * 1024;

    private WriteAheadLog() {}

    /** Where a log is damaged although it goes on after that, or -1. */
    static long damagedAt(Path log) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long size = channel.size();
            Matcher header = HEADER.matcher(StandardCharsets.ISO_8859_1.decode(read(channel, 0, LONGEST_HEADER)));
            if (!header.lookingAt()) {
                return size < LONGEST_HEADER ? -1 : 0;
            }
            long position = header.end();
            while (position + ENTRY_HEADER <= size) {
                long length = read(channel, position, ENTRY_HEADER).getLong(0);
                if (length <= 0 || length > size - position - ENTRY_HEADER) {
                    ByteBuffer rest = read(channel, position + 1, WINDOW);
                    return holdsAnEntry(rest) ? position : -1;
                }
                position += ENTRY_HEADER + length;
            }
            return -1;
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int most) throws IOException {
        int bytes = (int) Math.max(0, Math.min(most, channel.size() - position));
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // until it is full, or the file has become shorter
        }
        return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static boolean holdsAnEntry(ByteBuffer bytes) {
        for (int at = 0; at + ENTRY_HEADER + SHORTEST <= bytes.limit(); at++) {
            long length = bytes.getLong(at);
            if (length >= SHORTEST
                    && length <= bytes.limit() - at - ENTRY_HEADER
                    && bytes.getShort(at + ENTRY_HEADER) == FIRST_FIELD
                    && Checksum.of(bytes, at + ENTRY_HEADER, (int) length) == bytes.getLong(at + Long.BYTES)) {
                return true;
            }
        }
        return false;
    }
}
