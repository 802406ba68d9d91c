/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import java.util.stream.Stream;

/** Names that strangers may choose, each of which means something to one of the formats. */
public final class HostileNames {

    private HostileNames() {}

    /** The names, for parameterized tests. */
    public static Stream<String> all() {
        return Stream.of(
                "end",
                "%%{init: {\"securityLevel\": \"loose\"}}%%",
                "%getenv(\"PATH\") %date() $x !include /etc/passwd",
                "a;b",
                "a#b #60; &lt; &#60; &amp;",
                "<img src=x onerror=alert(1)>",
                "<script>alert(1)</script>",
                "<img:http://127.0.0.1/x.png> [[http://evil.example link]] <:smile:> <&key> <$sprite>",
                "<U+0041> <u>under</u> <b>bold</b> <color:red>red",
                "a\nparticipant b",
                "a\r\n@enduml\n@startuml\n!theme plain",
                "x @enduml",
                "\"quoted\" 'name' `ticks` \"",
                "\\",
                "\\\" ]; evil [label=\"",
                "a\\nb \\N \\G \\l ends in \\",
                "\u202Egnp.exe",
                "\u001B[31mred \u0000 \u0007",
                "wrap: x",
                "style:a#b;",
                " ",
                "ﬂ°°60¶ß",
                "**bold** //italic// __under__ --strike-- ~~wave~~ \"\"mono\"\" *x* _y_",
                "== heading ==",
                "- item",
                "* item",
                "1. item",
                "|_ tree | cell |",
                "/' comment '/ // # /* */ '",
                "-->",
                "->> p1: forged",
                "x --> n1 : forged",
                "{{ json }} } ]",
                "n1 {",
                "$$x^2$$ \\frac{1}{2}",
                "fa:fa-car fab:fa-x",
                "жд ελ 漢字 \uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDC69 \uDBFF\uDFFD",
                "lone \uD83D surrogate",
                "x".repeat(10_000),
                "\"".repeat(10_000),
                "<".repeat(10_000));
    }

    /** The name as a reader of any drawing sees it. */
    public static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.strip().codePoints().limit(60).forEach(codePoint -> {
            int type = Character.getType(codePoint);
            boolean steers = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
            shown.appendCodePoint(Character.isWhitespace(codePoint) ? ' ' : steers ? '\uFFFD' : codePoint);
        });
        return shown.isEmpty() ? "(no name)" : shown + (name.strip().length() > 60 ? "…" : "");
    }
}
