/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.server.event.IncomingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTests {

    private static final String REQUIRED =
            "\"correlation_id\":\"c1\",\"timestamp\":\"2026-01-30T12:05:29.230123+01:00\",\"module_type\":\"shop\"";

    private final EventDecoder decoder = new EventDecoder();

    @Test
    void decode_onlyRequiredFields_restIsDefaulted() throws Exception {
        IncomingEvent event = single("{" + REQUIRED + "}");

        assertThat(event.correlationId()).isEqualTo("c1");
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-01-30T11:05:29.230123Z"));
        assertThat(event.eventId()).isNotNull();
        assertThat(event.moduleId()).isEqualTo("shop");
        assertThat(event.role()).isEqualTo("internal");
        assertThat(event.sampleRate()).isEqualTo(1);
        assertThat(event.others()).isNull();
    }

    @Test
    void decode_everyField_isKept() throws Exception {
        UUID id = UUID.randomUUID();
        IncomingEvent event = single("{" + REQUIRED
                + ",\"event_id\":\"%1$s\",\"module_id\":\"shop_h_1\",\"endpoint\":\"GET /a\",\"message_type\":\"End call\","
                        .formatted(id)
                + "\"role\":\"receiver\",\"action_id\":\"%1$s\",\"message_id\":\"%1$s\",\"parent_message_id\":\"%1$s\","
                        .formatted(id)
                + "\"begin_timestamp\":\"2026-01-30T12:05:29Z\",\"end_timestamp\":\"2026-01-30T12:05:30Z\","
                + "\"elapsed_time\":0.020169,\"outcome\":\"ok\",\"error\":{\"type\":\"E\",\"message\":\"m\",\"x\":[1]},"
                + "\"service_params\":{ \"a\" : [1, \"é\"] },\"headers\":{\"h\":[\"1\"]},\"result\":{\"status\":200},"
                + "\"business_keys\":{\"order\\\"\":\"47\"},\"peer\":\"p\",\"consumer_group\":\"g\",\"redelivered\":true,"
                + "\"sample_rate\":0.5,\"trace_id\":\"t\",\"span_id\":\"s\",\"more\":1.10,\"text\":\"é\\n\"}");

        assertThat(event)
                .extracting(
                        IncomingEvent::eventId,
                        IncomingEvent::actionId,
                        IncomingEvent::messageId,
                        IncomingEvent::parentMessageId)
                .containsOnly(id);
        assertThat(event.elapsedSeconds()).isEqualTo(0.020169);
        assertThat(event.serviceParams()).isEqualTo("{ \"a\" : [1, \"é\"] }");
        assertThat(event.headers()).isEqualTo("{\"h\":[\"1\"]}");
        assertThat(event.result()).isEqualTo("{\"status\":200}");
        assertThat(event.businessKeys()).isEqualTo("{\"order\\\"\":\"47\"}");
        assertThat(event.errorType()).isEqualTo("E");
        assertThat(event.errorMessage()).isEqualTo("m");
        assertThat(event.redelivered()).isTrue();
        assertThat(event.sampleRate()).isEqualTo(0.5);
        assertThat(event.others()).isEqualTo("{\"error.x\":[1],\"more\":1.10,\"text\":\"é\\n\"}");
    }

    @Test
    void decode_nameThatIsTooLong_isCutAndKeptWhole() throws Exception {
        String endpoint = "é".repeat(510) + "\uD83D\uDE00" + "x".repeat(1_000);

        IncomingEvent event = single("{" + REQUIRED + ",\"endpoint\":\"" + endpoint + "\"}");

        assertThat(event.endpoint()).isEqualTo("é".repeat(510) + "…");
        assertThat(event.others()).isEqualTo("{\"original_endpoint\":\"" + endpoint + "\"}");
    }

    @Test
    void decode_byteOrderMark_offsetsStillFit() throws Exception {
        assertThat(single("\uFEFF{" + REQUIRED + ",\"result\":\"é\",\"x\":-12.5}"))
                .extracting(IncomingEvent::result, IncomingEvent::others)
                .containsExactly("\"é\"", "{\"x\":-12.5}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2015-01-30T12:05:29.230+01:00|2015-01-30T11:05:29.230Z",
                "2015-01-30T12:05:29.230+0100|2015-01-30T11:05:29.230Z",
                "2015-01-30 12:05:29Z|2015-01-30T12:05:29Z",
                "2015-01-30t12:05:29z|2015-01-30T12:05:29Z",
                "2015-01-30T12:05:29.123456789-09:30|2015-01-30T21:35:29.123456789Z",
            })
    void decode_timestamp_isRead(String text, Instant expected) throws Exception {
        assertThat(single("{\"correlation_id\":\"c\",\"module_type\":\"m\",\"timestamp\":\"" + text + "\"}")
                        .timestamp())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|correlation_id is missing",
                "{\"correlation_id\":\"\",\"timestamp\":\"2026-01-30T12:05:29Z\",\"module_type\":\"m\"}|correlation_id is missing",
                "{\"correlation_id\":7}|correlation_id must be a string",
                "{\"correlation_id\":[[{}]],\"module_type\":\"m\"}|correlation_id must be a string",
                "{\"timestamp\":\"yesterday\"}|timestamp must be a time as in RFC 3339",
                "{\"timestamp\":\"2026-01-30T12:05:29\"}|timestamp must be a time as in RFC 3339",
                "{\"message_id\":\"1-1-1-1-1\"}|message_id must be a UUID",
                "{\"elapsed_time\":\"1\"}|elapsed_time must be a number",
                "{\"elapsed_time\":-1,\"correlation_id\":\"c\",\"timestamp\":\"2026-01-30T12:05:29Z\",\"module_type\":\"m\"}|elapsed_time must be seconds",
                "{\"elapsed_time\":1e999,\"correlation_id\":\"c\",\"timestamp\":\"2026-01-30T12:05:29Z\",\"module_type\":\"m\"}|elapsed_time must be seconds",
                "{\"business_keys\":{\"a\":1}}|business_keys must be an object of strings",
                "{\"service_params\":\"x\"}|service_params must be an object",
                "[]|",
                "17|an event is a JSON object",
            })
    void decode_wrongEvent_isRejectedAloneWithReason(String wrong, String reason) throws Exception {
        DecodedEvents decoded = decode("[{" + REQUIRED + "}," + wrong + ",{" + REQUIRED + "}]");

        assertThat(decoded.events()).hasSize(2);
        assertThat(decoded.rejected()).singleElement().satisfies(one -> {
            assertThat(one.index()).isEqualTo(1);
            assertThat(one.reason()).startsWith(reason == null ? "an event is" : reason);
            assertThat(one.firstBytes()).isEqualTo(wrong);
        });
    }

    @Test
    void decode_idOutsideTheGrammar_isEscapedAndOriginalKept() throws Exception {
        String original = "octo_2015 UTC";
        IncomingEvent event = single("{\"correlation_id\":\"" + original
                + "\",\"timestamp\":\"2026-01-30T12:05:29Z\",\"module_type\":\"m\"}");

        assertThat(event.correlationId()).isEqualTo("esc:octo_5F2015_20UTC");
        assertThat(event.others()).isEqualTo("{\"original_correlation_id\":\"octo_2015 UTC\"}");
    }

    @Test
    void escape_differentOriginals_neverMeet() {
        assertThat(EscapedCorrelationId.of("a_20b")).isEqualTo("a_20b");
        assertThat(EscapedCorrelationId.of("a b")).isEqualTo("esc:a_20b");
        assertThat(EscapedCorrelationId.of("esc:a_20b")).isEqualTo("esc:esc:a_5F20b");
        assertThat(EscapedCorrelationId.of("é".repeat(100)))
                .startsWith("esc:sha256:")
                .hasSize(75);
    }

    @Test
    void decode_tooDeep_isRejectedAlone() throws Exception {
        String deep = "{" + REQUIRED + ",\"x\":" + "[".repeat(200) + "]".repeat(200) + "}";

        assertThat(decode("[" + deep + ",{" + REQUIRED + "}]"))
                .satisfies(decoded -> assertThat(decoded.events()).hasSize(1))
                .satisfies(decoded -> assertThat(decoded.rejected()).hasSize(1));
    }

    @Test
    void decode_hugeNumber_isRejectedAlone() throws Exception {
        String huge = "{" + REQUIRED + ",\"result\":{\"n\":" + "9".repeat(5_000) + "}}";

        assertThat(decode("[" + huge + ",{" + REQUIRED + "}]").events()).hasSize(1);
    }

    @Test
    void decode_invalidUtf8_isReplaced() throws Exception {
        byte[] json = ("{" + REQUIRED + ",\"peer\":\"aXb\"}").getBytes(StandardCharsets.UTF_8);
        json[json.length - 4] = (byte) 0xE9;

        assertThat(decoder.decode(json).events()).singleElement().satisfies(event -> assertThat(event.peer())
                .isEqualTo("a\uFFFDb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "nonsense", "[{]", "{\"a\":", "\u0000[]"})
    void decode_notJson_isRefused(String text) {
        assertThatThrownBy(() -> decode(text)).isInstanceOf(UndecodableException.class);
    }

    @Test
    void decode_nestedBeyondTheParser_isRefused() {
        assertThatThrownBy(() -> decode("[".repeat(100_000))).isInstanceOf(UndecodableException.class);
    }

    @Test
    void decodeLines_oneBadLine_isRejectedAlone() throws Exception {
        String lines = "{" + REQUIRED + "}\n\nnonsense\r\n{" + REQUIRED + "}\n{}";

        DecodedEvents decoded = decoder.decodeLines(lines.getBytes(StandardCharsets.UTF_8));

        assertThat(decoded.events()).hasSize(2);
        assertThat(decoded.rejected()).extracting(one -> one.index()).containsExactly(1, 3);
    }

    private DecodedEvents decode(String json) throws UndecodableException {
        return decoder.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private IncomingEvent single(String json) throws UndecodableException {
        DecodedEvents decoded = decode(json);
        assertThat(decoded.rejected()).isEmpty();
        return decoded.events().get(0);
    }
}
