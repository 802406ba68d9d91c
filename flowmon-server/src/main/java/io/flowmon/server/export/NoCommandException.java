/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import java.util.Locale;

/** A step that no command can send again. */
public final class NoCommandException extends NotExportableException {

    /** Why. */
    public enum Reason {
        /** It is no HTTP request, or one with a method that cannot be sent. */
        NOT_HTTP("It is no HTTP request that curl can send."),
        /** The path was not recorded. */
        NO_PATH("Its path was not recorded."),
        /** It holds a NUL. */
        NUL("It holds a NUL character, which no argument of a command can hold.");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The last part of the key of its text. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    NoCommandException(Reason reason) {
        super("No command can be made of this step", reason.text);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
