/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Copies a document's own bytes, but for the values that are replaced: most bodies leave as they came, and parsing them is
 * then all that is to be done. Only for documents of printable ASCII in one line, which say the same wherever they stand.
 */
final class SplicedJson implements JsonTarget {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPACES = 0x2020202020202020L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private static final byte[] NOTHING = {};
    private static final byte[] QUOTED_MASK = ('"' + Masker.MASK + '"').getBytes(StandardCharsets.US_ASCII);

    private final ParsedInTurn documents;
    private final JsonStringEncoder encoder = JsonStringEncoder.getInstance();
    private byte[] source = NOTHING;
    private OutputStream out = OutputStream.nullOutputStream();
    private int copied;
    private boolean possible;

    SplicedJson(ParsedInTurn documents) {
        this.documents = documents;
    }

    /** Whether the document can be copied so: nothing before its value, no line break, no byte beyond ASCII. */
    static boolean takes(byte[] document) {
        if (document.length == 0 || (document[0] != '{' && document[0] != '[')) {
            return false;
        }
        int i = 0;
        for (; i <= document.length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(document, i);
            // a byte below a space borrows from its high bit; one beyond ASCII has it
            if ((((eight - SPACES) | eight) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; i < document.length; i++) {
            if (document[i] < ' ') {
                return false;
            }
        }
        return true;
    }

    SplicedJson start(byte[] document, OutputStream target) {
        source = document;
        out = target;
        copied = 0;
        possible = true;
        return this;
    }

    /** Copies what is left. False if the copy has to be generated: what was written is then worthless. */
    boolean finish() {
        copyTo(source.length);
        source = NOTHING;
        out = OutputStream.nullOutputStream();
        return possible;
    }

    @Override
    public void token(JsonToken token) {
        // stands in the source
    }

    @Override
    public void name(String name, String shown) {
        // where a name ends in the source the parser does not tell
        possible &= name.equals(shown);
    }

    @Override
    public void unchanged(JsonToken token, char[] text, int from, int length) {
        // stands in the source
    }

    @Override
    public void replace(JsonParser parser, String text) {
        int start = documents.tokenBegin(parser);
        parser.skipChildren();
        parser.finishToken();
        int end = documents.position(parser);
        copyTo(start);
        byte[] quoted = text.equals(Masker.MASK) ? QUOTED_MASK : quoted(text);
        write(quoted, 0, quoted.length);
        copied = end;
    }

    private byte[] quoted(String text) {
        byte[] escaped = encoder.quoteAsUTF8(text);
        byte[] quoted = new byte[escaped.length + 2];
        quoted[0] = '"';
        System.arraycopy(escaped, 0, quoted, 1, escaped.length);
        quoted[quoted.length - 1] = '"';
        return quoted;
    }

    private void copyTo(int end) {
        write(source, copied, end - copied);
    }

    private void write(byte[] bytes, int from, int length) {
        try {
            out.write(bytes, from, length);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
