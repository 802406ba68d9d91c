/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.envelope;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.Uuids;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCodecTests {

    private static final String HEADER =
            "{\"flowmon\":{\"v\":1,\"correlation_id\":\"c-1\",\"message_id\":\"0198a000-0000-7000-8000-000000000001\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\"a\" :\t1}\n ",
                "[1,2, 3]",
                "{\"a\":{\"content\":5},\"content\":5}",
                "\"abc\"",
                " \"abc\" ",
                "\"\\u0061\"",
                "1",
                "-1.50e+3",
                "null",
                "true",
                "hello",
                "hello \"world\"",
                "{not json",
                "1 2",
                "{} {}",
                "\u0000\u0001\u001f\u007f",
                "\uFEFF{}",
                "",
                " ",
                "\n",
                "żółw 🐢 \u2028",
                "}",
                "\"",
                "\\"
            })
    void decode_givesBackTheVeryBytes(String payload) {
        assertSurvives(payload.getBytes(UTF_8));
    }

    @Test
    void decode_givesBackBinary() {
        byte[] everyByte = new byte[512];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        assertSurvives(everyByte);
        assertSurvives(new byte[] {(byte) 0xC3, (byte) 0x28});
        assertSurvives(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
        assertSurvives("{\"a\":1}".getBytes(UTF_16LE));
    }

    @Test
    void decode_givesBackRandomPayloads() {
        Random random = new Random(4711);
        String alphabet = "{}[]\",: \\tn0a1e-.\u00e9";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder payload = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                payload.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertSurvives(payload.toString().getBytes(UTF_8));
        }
    }

    @Test
    void decode_givesBackHugePayloads() {
        assertSurvives("x".repeat(30_000_000).getBytes(UTF_8));
        assertSurvives(("[\"" + "y".repeat(30_000_000) + "\"]").getBytes(UTF_8));
        assertSurvives(new byte[5_000_000]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 498, 499, 500, 501, 502, 503, 10_000})
    void decode_givesBackDeepJson(int depth) {
        assertSurvives(("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8));
        assertSurvives(("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)).getBytes(UTF_8));
    }

    @Test
    void decode_givesBackTheHeader() {
        Envelope sent = new Envelope(
                "flow:1",
                Uuids.create(),
                Uuids.create(),
                Instant.parse("2026-11-22T16:00:00.123456Z"),
                0.25,
                new byte[0]);

        Envelope received = EnvelopeCodec.decode(EnvelopeCodec.encode(sent));

        assertThat(received).usingRecursiveComparison().isEqualTo(sent);
    }

    @Test
    void decode_flowThatIsNotRecorded_staysSo() {
        Envelope sent = new Envelope("c-1", Uuids.create(), null, null, 0, new byte[0]);

        assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(sent)))
                .extracting(Envelope::sampleRate)
                .isEqualTo(0.0);
    }

    @Test
    void encode_recordedInFull_saysNothingAboutSampling() {
        assertThat(new String(EnvelopeCodec.encode(envelope(new byte[0])), UTF_8))
                .doesNotContain("sample");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sample_rate\":0.25 | 0.25",
                "\"sample_rate\":1e-05 | 0.00001",
                "\"sample_rate\":1 | 1",
                "\"sample_rate\":0 | 1",
                "\"sample_rate\":-0.5 | 1",
                "\"sample_rate\":1.5 | 1",
                "\"sample_rate\":1e999 | 1",
                "\"sample_rate\":\"0.5\" | 1",
                "\"sample_rate\":null | 1",
                "\"sample_rate\":{\"a\":[0.5]} | 1",
                "\"sample_rate\":0.25,\"sampled\":false | 0",
                "\"sampled\":false,\"sample_rate\":0.25 | 0",
                "\"sampled\":true | 1"
            })
    void decode_sampling_isReadOrTreatedAsAbsent(String field, double expected) {
        String stored = "{\"flowmon\":{\"v\":1," + field + ",\"correlation_id\":\"c-1\",\"message_id\":"
                + "\"0198a000-0000-7000-8000-000000000001\"},\"content\":[1]}";

        assertThat(EnvelopeCodec.decode(stored.getBytes(UTF_8)))
                .extracting(Envelope::sampleRate)
                .isEqualTo(expected);
        assertThat(contentOf(stored)).isEqualTo("[1]");
    }

    @Test
    void encode_leavesJsonReadable() {
        assertThat(new String(EnvelopeCodec.encode(envelope("{\"a\": 1}".getBytes(UTF_8))), UTF_8))
                .startsWith("{\"flowmon\":{\"v\":1,\"correlation_id\":\"c-1\",\"message_id\":")
                .endsWith(",\"content\":{\"a\": 1}}");
    }

    @Test
    void decode_readsWhatOtherLanguagesWrite() {
        String spaced = "{\"flowmon\": {\"v\": 1, \"later\": {\"x\": [1]}, \"correlation_id\": \"c-1\", \"message_id\":"
                + " \"0198a000-0000-7000-8000-000000000001\"}, \"content\": \"a\\u0062c\"}\n";

        assertThat(contentOf(spaced)).isEqualTo("abc");
    }

    @Test
    void unwrap_takesOneLayerOnly() {
        byte[] inner = EnvelopeCodec.encode(envelope("x".getBytes(UTF_8)));

        assertThat(EnvelopeCodec.unwrap(EnvelopeCodec.encode(envelope(inner)))).isEqualTo(inner);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"flowmon\":",
                "{\"flowmon\":1}",
                "{\"flowmon\":{}}",
                "{\"flowmon\":{},\"content\":1}",
                "{\"flowmon\":{\"v\":1},\"content\":1}",
                "{\"flowmon\":{\"v\":2,\"correlation_id\":\"c\",\"message_id\":\"0198a000-0000-7000-8000-000000000001\"},\"content\":1}",
                "{\"flowmon\":{\"v\":99999999999,\"correlation_id\":\"c\",\"message_id\":\"0198a000-0000-7000-8000-000000000001\"},\"content\":1}",
                "{\"flowmon\":{\"v\":1,\"correlation_id\":\"a b\",\"message_id\":\"0198a000-0000-7000-8000-000000000001\"},\"content\":1}",
                "{\"flowmon\":{\"v\":1,\"correlation_id\":7,\"message_id\":\"0198a000-0000-7000-8000-000000000001\"},\"content\":1}",
                "{\"flowmon\":{\"v\":1,\"correlation_id\":\"c\",\"message_id\":\"1-1-1-1-1\"},\"content\":1}",
                "{\"flowmon\":{\"v\":1,\"correlation_id\":\"c\",\"message_id\":null},\"content\":1}",
                HEADER + "}",
                HEADER + ",\"content\":}",
                HEADER + ",\"content\":1",
                HEADER + ",\"content\":1}}",
                HEADER + ",\"content\":1} x",
                HEADER + ",\"content\":1},\"x\":2}",
                HEADER + ",\"content\":1,\"x\":2}",
                HEADER + ",\"x\":2,\"content\":1}",
                HEADER + ",\"c\\u006fntent\":1}"
            })
    void unwrap_leavesWhatIsNoEnvelope(String payload) {
        assertPlain(payload);
    }

    @Test
    void unwrap_leavesHostileEnvelopes() {
        assertPlain("{\"flowmon\":" + "[".repeat(100_000));
        assertPlain("{\"flowmon\":{\"x\":" + "{\"a\":".repeat(100_000));
        assertPlain(HEADER + ",\"content\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        assertPlain(HEADER.replace("\"v\":1", "\"v\":1,\"encoding\":\"rot13\"") + ",\"content\":\"a\"}");
        assertPlain(HEADER.replace("\"v\":1", "\"v\":1,\"encoding\":\"base64\"") + ",\"content\":\"*\"}");
        assertPlain(HEADER.replace("\"v\":1", "\"v\":1,\"encoding\":\"base64\"") + ",\"content\":1}");
        assertPlain(HEADER.replace("\"v\":1", "\"v\":1,\"sent_at\":\"yesterday\"") + ",\"content\":1}");
    }

    private static void assertPlain(String payload) {
        byte[] bytes = payload.getBytes(UTF_8);
        assertThat(EnvelopeCodec.decode(bytes)).isNull();
        assertThat(EnvelopeCodec.unwrap(bytes)).isSameAs(bytes);
    }

    private static void assertSurvives(byte[] payload) {
        Envelope received = EnvelopeCodec.decode(EnvelopeCodec.encode(envelope(payload)));
        assertThat(received).isNotNull();
        // Not isEqualTo: its description of a failure would hold the payload many times over.
        assertThat(Arrays.equals(received.content(), payload))
                .as(() -> "content of " + payload.length + " bytes: "
                        + new String(payload, 0, Math.min(80, payload.length), UTF_8))
                .isTrue();
    }

    private static @Nullable String contentOf(String stored) {
        Envelope envelope = EnvelopeCodec.decode(stored.getBytes(UTF_8));
        return envelope == null ? null : new String(envelope.content(), UTF_8);
    }

    private static Envelope envelope(byte[] payload) {
        return new Envelope("c-1", UUID.randomUUID(), null, null, 1, payload);
    }
}
