/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes payloads of every kind with secrets in them, and harmless values that must survive. */
final class PayloadGenerator {

    private static final String[] HARMLESS_NAMES = {
        "order_id", "customer", "note", "max_tokens", "shipping", "items", "a-b"
    };

    private final Random random;
    private final Secrets secrets;
    private final List<String> harmless = new ArrayList<>();

    PayloadGenerator(Random random, Secrets secrets) {
        this.random = random;
        this.secrets = secrets;
    }

    /** Values that must still be there, if the payload as a whole was readable. */
    List<String> harmless() {
        return harmless;
    }

    String json(int depth) {
        StringBuilder json = new StringBuilder("{");
        int members = 1 + random.nextInt(5);
        for (int i = 0; i < members; i++) {
            if (i > 0) {
                json.append(random.nextBoolean() ? "," : " ,\n");
            }
            switch (random.nextInt(6)) {
                case 5 -> member(json, harmlessName()).append(quoted(random.nextBoolean() ? embedded() : login()));
                case 0 -> member(json, secrets.name()).append(secretValue());
                case 1 -> member(json, harmlessName()).append(quoted("x " + secrets.shaped() + " y"));
                case 2 -> member(json, harmlessName()).append(depth == 0 ? "[]" : json(depth - 1));
                case 3 ->
                    member(json, harmlessName())
                            .append("[1.10,")
                            .append(quoted(secrets.shaped()))
                            .append(",null]");
                default -> member(json, harmlessName()).append(quoted(harmlessValue()));
            }
        }
        return json.append("}").toString();
    }

    private StringBuilder member(StringBuilder json, String name) {
        return json.append(quoted(name)).append(random.nextBoolean() ? ":" : " : ");
    }

    /** JSON that stands in a string of JSON, as writers write it: they do not escape letters. */
    private String login() {
        return "{\"" + secrets.name() + "\": \"" + secrets.plain() + " " + secrets.plain() + "\",\"n\":\""
                + harmlessValue() + "\"}";
    }

    private String secretValue() {
        return switch (random.nextInt(3)) {
            case 0 -> quoted(secrets.plain());
            case 1 -> "[" + quoted(secrets.plain()) + ",1]";
            default -> "{\"x\":" + quoted(secrets.plain()) + "}";
        };
    }

    private String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || random.nextInt(20) == 0) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return json.append('"').toString();
    }

    String xml(int depth) {
        StringBuilder xml = new StringBuilder("<p:doc xmlns:p=\"urn:p\">");
        int members = 1 + random.nextInt(5);
        for (int i = 0; i < members; i++) {
            switch (random.nextInt(8)) {
                case 6 -> element(xml, harmlessName(), "<![CDATA[" + embedded() + "]]>");
                case 7 ->
                    element(xml, harmlessName(), escaped(random.nextBoolean() ? embedded() : escaped(embedded())));
                case 0 -> element(xml, secrets.name(), secrets.plain());
                case 1 -> element(xml, "p:" + secrets.name(), "<x>" + secrets.plain() + "</x>");
                case 2 ->
                    xml.append("<item ")
                            .append(secrets.name())
                            .append("=\"")
                            .append(secrets.plain())
                            .append("\"/>");
                case 3 ->
                    element(
                            xml,
                            harmlessName(),
                            "<![CDATA[" + secrets.shaped() + "]]><!-- " + secrets.plain() + " -->");
                case 4 -> xml.append(depth == 0 ? "" : xml(depth - 1));
                default -> element(xml, harmlessName(), harmlessValue());
            }
        }
        return xml.append("</p:doc>").toString();
    }

    /** XML that stands in a text: with secrets that only the names of elements and attributes give away. */
    private String embedded() {
        StringBuilder xml = new StringBuilder("<order>");
        element(
                xml,
                random.nextBoolean() ? secrets.name() : "p:" + secrets.name(),
                secrets.plain() + " " + secrets.plain());
        element(xml, secrets.name(), "<x>" + secrets.plain() + "</x><y>" + secrets.plain() + "</y>");
        xml.append("<item a=\"b\" ")
                .append(secrets.name())
                .append("=\"")
                .append(secrets.plain())
                .append(" x\"/>");
        element(xml, harmlessName(), harmlessValue());
        return xml.append("</order>").toString();
    }

    private static String escaped(String xml) {
        return xml.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void element(StringBuilder xml, String name, String content) {
        xml.append('<')
                .append(name)
                .append('>')
                .append(content)
                .append("</")
                .append(name)
                .append('>');
    }

    String form(Charset charset) {
        List<String> pairs = new ArrayList<>();
        int members = 1 + random.nextInt(5);
        for (int i = 0; i < members; i++) {
            pairs.add(
                    switch (random.nextInt(4)) {
                        case 3 -> pair(harmlessName(), embedded(), charset);
                        case 0 -> pair(secrets.name(), secrets.plain(), charset);
                        case 1 -> pair(harmlessName(), secrets.shaped(), charset);
                        default -> pair(harmlessName(), harmlessValue(), charset);
                    });
        }
        return String.join("&", pairs);
    }

    private String pair(String name, String value, Charset charset) {
        return encoded(name, charset) + "=" + encoded(value, charset);
    }

    private String encoded(String text, Charset charset) {
        if (random.nextInt(5) > 0) {
            return URLEncoder.encode(text, charset);
        }
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(charset)) {
            encoded.append(String.format("%%%02X", b & 0xFF));
        }
        return encoded.toString();
    }

    String text() {
        StringBuilder text = new StringBuilder("gr\u00FC\u00DFe ");
        int members = 1 + random.nextInt(4);
        for (int i = 0; i < members; i++) {
            text.append(
                    switch (random.nextInt(8)) {
                        case 4 -> secrets.name() + ": " + secrets.plain() + " " + secrets.plain() + "\n-";
                        case 5 -> secrets.name() + ": |\n  " + secrets.plain() + "\n  " + secrets.plain() + "\n-";
                        case 6 ->
                            "User(a=b, " + secrets.name() + "=" + secrets.plain() + " " + secrets.plain() + ", c=1)";
                        case 7 -> embedded();
                        case 0 -> secrets.name() + "=" + secrets.plain();
                        case 1 -> secrets.name() + ": \"" + secrets.plain() + "\"";
                        case 2 -> "see " + secrets.shaped();
                        default -> harmlessValue();
                    });
            text.append(random.nextBoolean() ? "; " : ",\n");
        }
        return text.toString();
    }

    /** The same, made unreadable: something put in or doubled, or the end missing, and an end that does not fit. */
    String damaged(String document, String wrongEnd) {
        int at = random.nextInt(document.length());
        String damaged =
                switch (random.nextInt(3)) {
                    case 0 -> document.substring(0, at);
                    case 1 -> document.substring(0, at) + "\"{<&]".charAt(random.nextInt(5)) + document.substring(at);
                    default -> document + document.substring(at);
                };
        return damaged + wrongEnd;
    }

    String harmlessName() {
        return HARMLESS_NAMES[random.nextInt(HARMLESS_NAMES.length)];
    }

    String harmlessValue() {
        String value =
                switch (random.nextInt(4)) {
                    case 0 -> "ORD-" + random.nextInt(100_000);
                    case 1 -> new UUID(random.nextLong(), random.nextLong()).toString();
                    case 2 -> "2026-11-22T16:27:09." + (100 + random.nextInt(900)) + "Z";
                    default -> String.valueOf(1_700_000_000_000L + random.nextInt());
                };
        harmless.add(value);
        return value;
    }

    static Charset oddCharset(Random random) {
        Charset[] charsets = {
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16,
            StandardCharsets.ISO_8859_1,
            Charset.forName("windows-1252"),
            Charset.forName("UTF-32"),
            Charset.forName("IBM037"),
            Charset.forName("ISO-2022-JP"),
            Charset.forName("Shift_JIS")
        };
        return charsets[random.nextInt(charsets.length)];
    }
}
