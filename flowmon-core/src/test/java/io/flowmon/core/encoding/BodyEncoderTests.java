/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import static io.flowmon.core.encoding.EncodedEvents.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.masking.MaskingMode;
import io.flowmon.core.masking.MaskingRules;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BodyEncoderTests {

    private static final String JSON = "{\"amount\":1.10,\"big\":12345678901234567890.000,\"password\":\"x\"}";
    private static final String MASKED_JSON = "{\"amount\":1.10,\"big\":12345678901234567890.000,\"password\":\"***\"}";

    private final EncodedEvents events = EncodedEvents.withDefaults();

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json;charset=UTF-8", "application/problem+json", "text/json"})
    void write_json_isEmbeddedWithItsNumbersAsWritten(String contentType) {
        String text = events.text(EncodedEvents.event()
                .serviceParams(ServiceParams.ofBody(body(JSON, contentType)))
                .build());

        assertThat(text).contains("\"service_params\":{\"body\":" + MASKED_JSON + ",\"body_size\":61}");
    }

    @Test
    void write_undeclaredJson_isEmbedded() {
        assertThat(events.params(body(" [{\"pin\":1,\"n\":2}]", null))
                        .get("body")
                        .toString())
                .isEqualTo("[{\"pin\":\"***\",\"n\":2}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"a\":\"hun", "{\"a\":1}}", "{'a':1}", "nope", "{\"a\":NaN}", "[1,]", "{\"a\" 1}"
            })
    void write_brokenJson_isMaskedWhole(String text) {
        JsonNode params = events.params(body(text, "application/json"));

        assertThat(params.path("body").asString("absent")).isEqualTo(text.isEmpty() ? "absent" : "***");
        assertThat(params.get("body_size").intValue()).isEqualTo(text.length());
    }

    @Test
    void write_brokenUndeclaredJson_isMaskedWhole() {
        assertThat(events.params(body("{\"secret\":\"hun", null)).get("body").stringValue())
                .isEqualTo("***");
    }

    @Test
    void write_jsonInLatin1_isReadAsDeclared() {
        byte[] bytes = "{\"city\":\"K\u00F6ln\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(events.params(body(bytes, "application/json; charset=\"iso-8859-1\""))
                        .at("/body/city")
                        .stringValue())
                .isEqualTo("K\u00F6ln");
        assertThat(events.params(body(bytes, "application/json"))
                        .at("/body/city")
                        .stringValue())
                .isEqualTo("K\uFFFDln");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void write_jsonInWideCharset_isMasked(String charset) {
        byte[] bytes = "{\"password\":\"hunter2\",\"n\":1}".getBytes(Charset.forName(charset));

        assertThat(events.params(body(bytes, "application/json")).toString()).doesNotContain("hunter2");
    }

    @Test
    void write_jsonWithByteOrderMark_isEmbedded() {
        assertThat(events.params(body("\uFEFF{\"a\":1}", "application/json"))
                        .get("body")
                        .toString())
                .isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password\":{\"value\":\"hunter2\"}}",
                "[{\"password\":[\"hunter2\"]}]",
                "<password><value>hunter2</value></password>",
                "%7B%22password%22%3A%7B%22value%22%3A%22hunter2%22%7D%7D=1"
            })
    void write_documentThatCallsItselfForm_isMaskedWhole(String document) {
        CapturedBody form = body(document, "application/x-www-form-urlencoded");

        assertThat(events.params(form).toString()).doesNotContain("hunter2").contains("***");
        assertThat(events.result(form).toString()).doesNotContain("hunter2").contains("***");
    }

    @Test
    void write_jsonLines_areAnArray() {
        assertThat(events.params(body("{\"a\":1}\n{\"pin\":2}\n", "application/x-ndjson"))
                        .get("body")
                        .toString())
                .isEqualTo("[{\"a\":1},{\"pin\":\"***\"}]");
    }

    @Test
    void write_text_isMaskedInPlace() {
        JsonNode params = events.params(body("pay with 4111 1111 1111 1111\u0007, token=abc", "text/plain"));

        assertThat(params.get("body").stringValue()).isEqualTo("pay with ***\u0007, token=***");
    }

    @Test
    void write_textThatIsJson_isAStringMaskedAsJson() {
        assertThat(events.params(body("{\"user\":\"a\",\"pwd\":[\"b\"]}", "text/plain"))
                        .get("body")
                        .stringValue())
                .isEqualTo("{\"user\":\"a\",\"pwd\":\"***\"}");
        assertThat(events.params(body("{\"user\":\"a\",\"pwd\":[\"b", "text/plain"))
                        .get("body")
                        .stringValue())
                .isEqualTo("***");
    }

    @Test
    void write_xml_isAStringMaskedByElementAndAttribute() {
        String xml = "<?xml version=\"1.0\"?><s:a xmlns:s=\"urn:x\" pin=\"1\" n=\"2\"><s:Password><b>x</b></s:Password>"
                + "<c>1.10 &lt; 2<!-- secret --></c></s:a>";

        assertThat(events.params(body(xml, "application/soap+xml")).get("body").stringValue())
                .isEqualTo("<s:a xmlns:s=\"urn:x\" pin=\"***\" n=\"2\"><s:Password>***</s:Password>"
                        + "<c>1.10 &lt; 2</c></s:a>");
        assertThat(events.params(body(xml, null)).get("body").stringValue()).startsWith("<s:a");
        assertThat(events.params(body(xml + "<", "text/xml")).get("body").stringValue())
                .isEqualTo("***");
    }

    @Test
    void write_form_becomesParameters() {
        JsonNode params =
                events.params(body("a=1&b=x+y&a=%C3%A4&pass%77ord=x&n=", "application/x-www-form-urlencoded"));

        assertThat(params.get("form").toString())
                .isEqualTo("{\"a\":[\"1\",\"\u00E4\"],\"b\":\"x y\",\"password\":\"***\",\"n\":\"\"}");
        assertThat(params.has("body")).isFalse();
    }

    @Test
    void write_formInAnAnswer_isAString() {
        assertThat(events.result(body("a=1&access_token=x", "application/x-www-form-urlencoded"))
                        .get("body")
                        .stringValue())
                .isEqualTo("a=1&access_token=***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data; boundary=x", "image/png", "application/octet-stream", "application/pdf"})
    void write_binary_showsSizesAlone(String contentType) {
        assertThat(events.params(body("password=x", contentType)).toString()).isEqualTo("{\"body_size\":10}");
    }

    @Test
    void write_undeclaredBinary_showsSizesAlone() {
        assertThat(events.params(body(new byte[] {1, 2, (byte) 0xFF}, null)).toString())
                .isEqualTo("{\"body_size\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "text/html"
            })
    void write_cutBody_isMaskedWhole(String contentType) {
        CapturedBody cut = new CapturedBody("[1]".getBytes(StandardCharsets.UTF_8), 9000, false, contentType, null);

        assertThat(events.params(cut).toString())
                .isEqualTo("{\"body\":\"***\",\"body_size\":9000,\"body_truncated\":true}");
    }

    @Test
    void write_unreadBody_isShownOnlyWhenItIsAWholeDocument() {
        CapturedBody whole =
                new CapturedBody("{\"a\":1}".getBytes(StandardCharsets.UTF_8), 7, true, "application/json", null);
        CapturedBody part =
                new CapturedBody("4111 1111 11".getBytes(StandardCharsets.UTF_8), 12, true, "text/plain", null);

        assertThat(events.params(whole).toString())
                .isEqualTo("{\"body\":{\"a\":1},\"body_size\":7,\"body_unread\":true}");
        assertThat(events.params(part).toString())
                .isEqualTo("{\"body\":\"***\",\"body_size\":12,\"body_unread\":true}");
    }

    @Test
    void write_omittedBody_tellsItsSizeAndThatItIsLeftOut() {
        assertThat(events.params(CapturedBody.omitted(9000, false)).toString())
                .isEqualTo("{\"body_size\":9000,\"body_omitted\":true}");
    }

    @Test
    void write_textInDeclaredCharset_isDecoded() {
        byte[] utf16 = "gr\u00FC\u00DFe, token=hunter2".getBytes(StandardCharsets.UTF_16LE);

        assertThat(events.params(body(utf16, "text/plain;charset=UTF-16LE"))
                        .get("body")
                        .stringValue())
                .isEqualTo("gr\u00FC\u00DFe, token=***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain;charset=utf-16",
                "text/plain;charset=IBM037",
                "text/plain;charset=no-such",
                "text/plain;charset=\"\""
            })
    void write_textInAnotherCharsetThanDeclared_isMaskedWhole(String contentType) {
        assertThat(events.params(body("token=hunter2", contentType)).get("body").stringValue())
                .isEqualTo("***");
    }

    @Test
    void write_allowList_showsOnlyNamedFields() {
        EncodedEvents strict = new EncodedEvents(MaskingRules.defaults()
                .withMode(MaskingMode.ALLOW_LIST)
                .withAllowedNames(Set.of("order_id", "address", "$.items.sku")));

        assertThat(strict.params(body(
                                "{\"orderId\":\"1\",\"x\":{\"order-id\":2,\"y\":true,\"z\":null},\"address\":{\"city\":\"a\","
                                        + "\"pin\":1},\"items\":[{\"sku\":\"s\",\"n\":1}],\"list\":[1,\"b\"]}",
                                "application/json"))
                        .get("body")
                        .toString())
                .isEqualTo(
                        "{\"orderId\":\"1\",\"x\":{\"order-id\":2,\"y\":\"***\",\"z\":null},\"address\":{\"city\":\"a\","
                                + "\"pin\":\"***\"},\"items\":[{\"sku\":\"s\",\"n\":\"***\"}],\"list\":[\"***\",\"***\"]}");
        assertThat(strict.params(body("any text", "text/plain")).get("body").stringValue())
                .isEqualTo("***");
        assertThat(strict.params(body("<a><order_id>1</order_id><b c=\"2\">3</b></a>", "text/xml"))
                        .get("body")
                        .stringValue())
                .isEqualTo("<a><order_id>1</order_id><b c=\"***\">***</b></a>");
    }
}
