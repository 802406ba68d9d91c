/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flowmon.core.wire.HeartbeatReport.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireMessageTests {

    private static final UUID SESSION = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    static Stream<WireMessage> messages() {
        return Stream.of(
                new WireMessage.Batch(SESSION, 7, PayloadEncoding.JSON, "[]".getBytes(UTF_8)),
                new WireMessage.Batch(SESSION, Long.MAX_VALUE, PayloadEncoding.JSON_GZIP, new byte[] {1, 2}),
                new WireMessage.Heartbeat(SESSION, "{}".getBytes(UTF_8)),
                new WireMessage.Acknowledgement(SESSION, 0),
                new WireMessage.Window(SESSION, 1L << 40),
                new WireMessage.Rejection(SESSION, 3, "no JSON: é"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void parse_ofItsOwnFrames_givesTheSameMessage(WireMessage message) throws WireFormatException {
        WireMessage parsed = WireMessage.parse(message.frames());

        assertThat(parsed).isExactlyInstanceOf(message.getClass());
        assertThat(parsed.frames()).usingElementComparator(Arrays::compare).isEqualTo(message.frames());
    }

    @Test
    void frames_ofABatch_areThoseOfTheContract() {
        List<byte[]> frames = new WireMessage.Batch(SESSION, 258, PayloadEncoding.JSON, "[]".getBytes(UTF_8)).frames();

        assertThat(frames).hasSize(5);
        assertThat(frames.get(0)).asString(UTF_8).isEqualTo("B1");
        assertThat(frames.get(1)).hasSize(16).startsWith(0x01, 0x89);
        assertThat(frames.get(2)).containsExactly(0, 0, 0, 0, 0, 0, 1, 2);
        assertThat(frames.get(3)).asString(UTF_8).isEqualTo("json");
    }

    static Stream<List<byte[]>> malformed() {
        byte[] session = new byte[16];
        byte[] one = {0, 0, 0, 0, 0, 0, 0, 1};
        return Stream.of(
                List.of(),
                List.of("X1".getBytes(UTF_8), session, one),
                List.of("A1".getBytes(UTF_8), session),
                List.of("A1".getBytes(UTF_8), new byte[15], one),
                List.of("A1".getBytes(UTF_8), session, new byte[7]),
                List.of("A1".getBytes(UTF_8), session, new byte[] {-1, 0, 0, 0, 0, 0, 0, 0}),
                List.of("B1".getBytes(UTF_8), session, new byte[8], "json".getBytes(UTF_8), new byte[0]),
                List.of("B1".getBytes(UTF_8), session, one, "xml".getBytes(UTF_8), new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void parse_ofMalformedFrames_saysWhatIsWrong(List<byte[]> frames) {
        assertThatExceptionOfType(WireFormatException.class)
                .isThrownBy(() -> WireMessage.parse(frames))
                .satisfies(error -> assertThat(error.getMessage()).isNotBlank());
    }

    @Test
    void heartbeatReport_throughJson_survives() throws WireFormatException {
        HeartbeatReport report = new HeartbeatReport(
                "orders",
                "orders_host_1",
                State.BYE,
                Instant.parse("2026-01-02T03:04:05.000006Z"),
                12,
                Map.of("queue_full", 3L),
                Instant.parse("2026-01-02T03:04:04Z"),
                Instant.parse("2026-01-02T03:00:00Z"),
                1L,
                2L,
                3L,
                4L,
                5L);

        assertThat(HeartbeatReport.ofJson(report.toJson())).isEqualTo(report);
        assertThat(report.toJson())
                .asString(UTF_8)
                .contains("\"in_flight\":3", "\"state\":\"bye\"", "\"sent_at\":\"2026-01-02T03:04:05");
    }

    @Test
    void heartbeatReport_withUnknownAndMissingOptionalFields_isRead() throws WireFormatException {
        byte[] json =
                "{\"module_type\":\"a\",\"module_id\":\"b\",\"state\":\"up\",\"sent_at\":\"2026-01-02T03:04:05Z\",\"offered\":1,\"x\":2}"
                        .getBytes(UTF_8);

        assertThat(HeartbeatReport.ofJson(json).dropped()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("brokenReports")
    void heartbeatReport_thatIsNone_saysSo(String json) {
        assertThatExceptionOfType(WireFormatException.class)
                .isThrownBy(() -> HeartbeatReport.ofJson(json.getBytes(UTF_8)))
                .withMessageStartingWith("H1: ");
    }

    static Stream<String> brokenReports() {
        String report =
                "{\"module_type\":\"a\",\"module_id\":\"b\",\"state\":\"up\",\"sent_at\":\"%s\"%s,\"offered\":1}";
        return Stream.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"module_type\":\"a\",\"module_id\":\"b\",\"state\":\"gone\"}",
                report.formatted("+1000000000-12-31T23:59:59Z", ""),
                report.formatted("-1000000000-01-01T00:00:00Z", ""),
                report.formatted("2026-01-02T03:04:05Z", ",\"oldest_unsent\":\"+200000-01-01T00:00:00Z\""));
    }
}
