/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Where a masked copy of JSON goes, token by token. */
interface JsonTarget {

    /** A bracket, a brace, {@code true}, {@code false} or {@code null}. */
    void token(JsonToken token);

    /** A property's name; {@code shown} is another string if it had to be changed. */
    void name(String name, String shown);

    /** A string or a number, as it was read. */
    void unchanged(JsonToken token, char[] text, int from, int length);

    /** A string in place of the whole value that the parser's current token begins; the parser moves to its end. */
    void replace(JsonParser parser, String text);
}
