/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Documents read one after the other by the same parser, as if they were one stream: a parser of its own for each would
 * take nearly as much memory as the document. Only for documents that are an object or an array, in UTF-8. Used by one
 * thread.
 */
final class ParsedInTurn {

    /** A parser remembers the names that it has read, and strangers choose them: now and then it forgets. */
    private static final int DOCUMENTS_A_PARSER = 256;

    private static final byte[] NOTHING = {};

    private final JsonFactory factory;
    private Source source = new Source();
    private @Nullable JsonParser parser;
    private int documents;
    private long begin;

    ParsedInTurn(JsonFactory factory) {
        this.factory = factory;
    }

    /** A parser that stands before the document's first token. */
    JsonParser begin(byte[] document) {
        if (documents == DOCUMENTS_A_PARSER) {
            abandon();
        }
        begin = source.given;
        source.give(document);
        JsonParser present = parser;
        if (present == null) {
            present = factory.createParser(ObjectReadContext.empty(), source);
            parser = present;
        }
        documents++;
        return present;
    }

    /** Where the parser's current token begins in the document. */
    int tokenBegin(JsonParser present) {
        return Math.toIntExact(present.currentTokenLocation().getByteOffset() - begin);
    }

    /** Where the parser stands in the document. */
    int position(JsonParser present) {
        return Math.toIntExact(present.currentLocation().getByteOffset() - begin);
    }

    /**
     * The document's value was read.
     *
     * @throws StreamReadException if something other than spaces follows it
     */
    void end(JsonParser present) {
        byte[] document = source.document;
        for (int i = position(present); i < document.length; i++) {
            if (document[i] != ' ') {
                throw new StreamReadException(present, "something follows the document");
            }
        }
        boolean read = source.isRead();
        source.document = NOTHING;
        if (!read) {
            abandon();
        }
    }

    /** Gives the parser up: its state is unknown after a failure. */
    void abandon() {
        JsonParser present = parser;
        parser = null;
        source = new Source();
        documents = 0;
        if (present != null) {
            present.close();
        }
    }

    /** What the parser reads: the documents, each up to its end. */
    private static final class Source extends InputStream {

        private byte[] document = NOTHING;
        private int position;
        private long given;

        void give(byte[] next) {
            document = next;
            position = 0;
            given += next.length;
        }

        boolean isRead() {
            return position == document.length;
        }

        @Override
        public int read() {
            return isRead() ? -1 : document[position++] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = Math.min(length, document.length - position);
            System.arraycopy(document, position, target, offset, count);
            position += count;
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
