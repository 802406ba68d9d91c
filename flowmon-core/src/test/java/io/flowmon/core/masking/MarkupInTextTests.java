/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** XML that stands inside of other content, escaped as that content asks for. */
class MarkupInTextTests {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Masker masker = new Masker(MaskingRules.defaults());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    <user><password>hunter2</password></user>     | <user><password>***</password></user>
                    <u><s:password >a</s:password>b</u>           | <u><s:password ***</s:password>b</u>
                    <token><a>1</a><b>2</b></token><c>3</c>       | <token>***</token><c>3</c>
                    <token><token>1</token>2</token>3             | <token>***</token>3
                    <password><![CDATA[a<b]]></password> c        | <password>***</password> c
                    <password xsi:type="string">a b</password> c  | <password ***</password> c
                    <login password="a b" user="c"/>              | <login password="***" user="c"/>
                    <password value="a"/> b                       | <password ***/> b
                    <password/><pin></pin>a                       | <password/><pin></pin>a
                    <password>hunter2                             | <password>***
                    &lt;password&gt;a b&lt;/password&gt;c         | &lt;password&gt;***&lt;/password&gt;c
                    &amp;lt;pin&amp;gt;1&amp;lt;/pin&amp;gt;2     | &amp;lt;pin&amp;gt;***&amp;lt;/pin&amp;gt;2
                    &#60;pin>1&#60;/pin>2                         | &#60;pin>***&#60;/pin>2
                    &lt;a password=&quot;b c&quot; d=&quot;e&quot;/&gt; | &lt;a password=&quot;***&quot; d=&quot;e&quot;/&gt;
                    {&quot;password&quot;:&quot;a b&quot;,&quot;c&quot;:1} | {&quot;password&quot;:&quot;***&quot;,&quot;c&quot;:1}
                    {\\"x\\":\\"<pin>1<\\\\/pin>2\\"}             | {\\"x\\":\\"<pin>***<\\\\/pin>2\\"}
                    \\u003cpin\\u003e1\\u003c/pin\\u003e2         | \\u003cpin\\u003e***\\u003c/pin\\u003e2
                    \\"x\\":\\"password\\u003da b\\",\\"c\\":1    | \\"x\\":\\"password\\u003d***\\",\\"c\\":1
                    <4111111111111111>, </4111111111111111>       | <***>, </***>
                    &lt;4111111111111111&gt;                      | &lt;***&gt;
                    """)
    void text_elementsAndAttributesWithSensitiveNames_areMasked(String text, String expected) {
        assertThat(masker.text("body", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<user><name>joe</name></user>",
                "<auth:user>joe</auth:user>",
                "1 < 2 && a<b",
                "<-",
                "a &lt; b &amp;&amp; c &gt; d",
                "x <password and <pin",
                "List<String> items"
            })
    void text_ordinaryMarkup_stays(String text) {
        assertThat(masker.text("body", text)).isEqualTo(text);
    }

    @Test
    void xmlInEveryOtherKindOfContent_isMasked() throws Exception {
        String xml = "<user><password>hunter2 and more</password><n>joe</n></user>";
        String escaped = xml.replace("<", "&lt;").replace(">", "&gt;");

        assertThat(MaskerTests.json(masker, MAPPER.writeValueAsString(Map.of("xml", xml))))
                .isEqualTo("{\"xml\":\"<user><password>***</password><n>joe</n></user>\"}");
        assertThat(masker.xml("<a><![CDATA[" + xml + "]]></a>"))
                .doesNotContain("hunter2")
                .contains("joe");
        assertThat(masker.xml("<a>" + escaped + "</a>"))
                .doesNotContain("hunter2")
                .contains("joe");
        assertThat(masker.xml("<a>" + escaped.replace("&", "&amp;") + "</a>"))
                .doesNotContain("hunter2")
                .contains("joe");
        assertThat(masker.xml("<a b=\"" + escaped + "\"/>"))
                .doesNotContain("hunter2")
                .contains("joe");
        assertThat(masker.form("x=" + xml, StandardCharsets.UTF_8).toString())
                .doesNotContain("hunter2")
                .contains("joe");
        assertThat(masker.query("x=%3Cpassword%3Ehunter2%3C%2Fpassword%3E", StandardCharsets.UTF_8))
                .doesNotContain("hunter2");
    }
}
