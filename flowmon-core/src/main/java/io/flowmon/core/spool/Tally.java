/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.spool;

import io.flowmon.core.sender.SpoolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * How many events a segment holds, in a file beside it: it tells what is lost when the segment cannot be read. It is
 * written after the segment, and not forced to disk: it never promises more than was there.
 *
 * @param events those that are not acknowledged
 */
record Tally(long events) {

    private static final String SUFFIX = ".count";

    /** What was written for this segment; null if that cannot be read. */
    static @Nullable Tally of(Path segment) {
        try {
            byte[] bytes = Files.readAllBytes(file(segment));
            return bytes.length == Long.BYTES ? new Tally(ByteBuffer.wrap(bytes).getLong()) : null;
        } catch (IOException unknown) {
            return null;
        }
    }

    void write(Path segment) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).putLong(events).flip();
        try (FileChannel channel =
                FileChannel.open(file(segment), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(bytes, 0);
        } catch (IOException notWritten) {
            throw new SpoolException(file(segment) + " cannot be written: " + notWritten, notWritten);
        }
    }

    static void delete(Path segment) throws IOException {
        Files.deleteIfExists(file(segment));
    }

    private static Path file(Path segment) {
        return segment.resolveSibling(segment.getFileName() + SUFFIX);
    }
}
