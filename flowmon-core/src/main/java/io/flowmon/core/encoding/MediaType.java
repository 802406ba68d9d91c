/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code Content-Type} says about how to show a body.
 *
 * @param kind how the body is read
 * @param charset the declared charset, if it is one that this JVM knows
 * @param unknownCharset a charset is declared that cannot be read
 */
record MediaType(Kind kind, @Nullable Charset charset, boolean unknownCharset) {

    enum Kind {
        JSON,
        JSON_LINES,
        XML,
        FORM,
        TEXT,
        /** Text whose values stand where no rule here finds their names: pages, tables, other languages for data. */
        OPAQUE,
        UNDECLARED,
        /** Not shown: parts of a form, images, archives, anything unknown. */
        BINARY
    }

    private static final MediaType UNDECLARED = new MediaType(Kind.UNDECLARED, null, false);

    static MediaType parse(@Nullable String contentType) {
        if (contentType == null) {
            return UNDECLARED;
        }
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        int slash = type.indexOf('/');
        if (slash < 0) {
            return UNDECLARED;
        }
        Kind kind = kind(type, type.substring(slash + 1));
        String charset = semicolon < 0 ? null : charsetName(contentType, semicolon);
        if (charset == null) {
            return new MediaType(kind, null, false);
        }
        try {
            return new MediaType(kind, Charset.forName(charset), false);
        } catch (IllegalArgumentException unknown) {
            return new MediaType(kind, null, true);
        }
    }

    private static Kind kind(String type, String subtype) {
        return switch (subtype) {
            case "json" -> Kind.JSON;
            case "xml" -> Kind.XML;
            case "x-www-form-urlencoded" -> Kind.FORM;
            case "x-ndjson", "ndjson", "jsonl", "json-lines", "x-jsonlines" -> Kind.JSON_LINES;
            case "html",
                    "xhtml+xml",
                    "csv",
                    "x-csv",
                    "comma-separated-values",
                    "x-comma-separated-values",
                    "tab-separated-values",
                    "yaml",
                    "x-yaml",
                    "toml",
                    "x-toml",
                    "sql",
                    "x-sql" -> Kind.OPAQUE;
            case "javascript", "x-javascript", "graphql" -> Kind.TEXT;
            default -> {
                if (subtype.endsWith("+json")) {
                    yield Kind.JSON;
                }
                if (subtype.endsWith("+xml")) {
                    yield Kind.XML;
                }
                if (subtype.endsWith("+yaml")) {
                    yield Kind.OPAQUE;
                }
                yield type.startsWith("text/") ? Kind.TEXT : Kind.BINARY;
            }
        };
    }

    private static @Nullable String charsetName(String contentType, int from) {
        for (String parameter : contentType.substring(from + 1).split(";", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("charset")) {
                String value = parameter.substring(equals + 1).strip();
                return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                        ? value.substring(1, value.length() - 1)
                        : value;
            }
        }
        return null;
    }
}
