/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a function remembers of a key, in bytes: in fields of their own, Flink keeps 180 bytes for each string beside its
 * characters, and a function that waits for many keys needs three times the memory. A public field, because that is what Flink's
 * serializer takes.
 */
public final class PackedState {

    /** How long Flink keeps state that a function says nothing of: without a word, it looks for what is too old all the time. */
    static final String FOR_EVER = "0 ms";

    public byte @Nullable [] bytes;

    /** Writes all of it anew. */
    void write(Content content) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try {
            content.write(new DataOutputStream(written));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory cannot fail to be written", impossible);
        }
        bytes = written.toByteArray();
    }

    /** To be read in the order of writing; null if there is nothing. */
    @Nullable
    DataInputStream read() {
        return bytes == null ? null : new DataInputStream(new ByteArrayInputStream(bytes));
    }

    static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
        byte[] characters = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(characters == null ? -1 : characters.length);
        if (characters != null) {
            out.write(characters);
        }
    }

    static @Nullable String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** What is to be remembered. */
    @FunctionalInterface
    interface Content {
        void write(DataOutputStream out) throws IOException;
    }
}
