/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

/**
 * What a key is to flowmon.
 *
 * @param name the key as text
 * @param kind its part in the passing of messages
 * @param plain whether messages are sent to it without an envelope
 */
record ListKey(String name, Kind kind, boolean plain) implements Destination {

    enum Kind {
        /** Not ours: not a byte is touched. */
        OTHER,
        /** A list of messages. */
        MESSAGES,
        /** Where messages are kept while they are worked on. */
        PROCESSING
    }

    static final ListKey OTHER = new ListKey("", Kind.OTHER, false);

    boolean isOther() {
        return kind == Kind.OTHER;
    }

    boolean holdsMessages() {
        return kind == Kind.MESSAGES;
    }

    @Override
    public boolean isProcessing() {
        return kind == Kind.PROCESSING;
    }

    @Override
    public String endpoint() {
        return "LIST " + name;
    }
}
