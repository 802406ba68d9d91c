/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By the compiler's own judgement. */
class JavaTextTests {

    private static final String CLASS = """
            import java.util.List;

            public class Texts implements java.util.function.Supplier<List<String>> {
            """;

    private static final String GET = "    public List<String> get() {\n        return ";
    private static final String END = ");\n    }\n}\n";

    private static final List<String> HOSTILE = List.of(
            "",
            "\"; System.exit(1); //",
            "\\\"; System.exit(1); //",
            "\\u0022; System.exit(1); //",
            "\\\\u0022 \\\\\\u000a u000a \\u",
            "*/ System.exit(1); /*",
            "one\ntwo\r\nthree\u2028four\u0085five\ttab\f\b\0end",
            "\n    static { System.exit(1); }",
            "\u202egnirts\u2066 \ufeff \ud800 \udc00 \ud83d\ude80 grüße",
            "\u007f\u0001\u001b[31m",
            "0123456789".repeat(10_000),
            "\\".repeat(1_001) + "u0022");

    @TempDir
    Path folder;

    @Test
    void expression_isTheText() throws Exception {
        StringBuilder source = new StringBuilder(CLASS + GET + "List.of(");
        for (int i = 0; i < HOSTILE.size(); i++) {
            source.append(i == 0 ? "" : ",\n").append(JavaText.expression(HOSTILE.get(i)));
        }
        source.append(END);

        assertThat(compiled(source.toString()).get()).isEqualTo(HOSTILE);
    }

    @Test
    void comment_isOneLineAndNoCode() throws Exception {
        StringBuilder source = new StringBuilder(CLASS);
        for (String text : HOSTILE) {
            String comment = JavaText.comment(text);
            assertThat(comment).hasSizeLessThan(2_000).matches("[ -~]*");
            source.append("    // ").append(comment).append('\n');
        }
        source.append(GET).append("List.of(").append(END);

        assertThat(compiled(source.toString()).get()).isEmpty();
    }

    @Test
    void className_isMadeOfTheWords() {
        assertThat(JavaText.className("POST /orders/{id}")).isEqualTo("PostOrdersId");
        assertThat(JavaText.className("LIST app_queue")).isEqualTo("ListAppQueue");
        assertThat(JavaText.className("GET /stockLevel")).isEqualTo("GetStockLevel");
        assertThat(JavaText.className("GET /" + "a".repeat(500))).hasSizeLessThan(130);
        assertThat(JavaText.className("4711 /x")).isEmpty();
        assertThat(JavaText.className("\u202e/../\"")).isEmpty();
    }

    @SuppressWarnings("unchecked") // the class is ours
    private Supplier<List<String>> compiled(String source) throws IOException, ReflectiveOperationException {
        Path file = Files.writeString(folder.resolve("Texts.java"), source);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-encoding", "US-ASCII", "-d", folder.toString(), file.toString());
        assertThat(result).as("the compiler's result").isZero();
        URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        return (Supplier<List<String>>)
                loader.loadClass("Texts").getDeclaredConstructor().newInstance();
    }
}
