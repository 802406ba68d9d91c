/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.PayloadView;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.vault.NotOpenedException;
import io.flowmon.core.vault.PayloadSealer;
import io.flowmon.core.vault.SealedFor;
import io.flowmon.core.vault.VaultKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SealEncoderTests {

    private static final String MASKED = "{ \"order\": 1, \"password\": \"pssst-4711\" }";
    private static final UUID MESSAGE = UUID.randomUUID();
    private static final VaultKey KEY = VaultKey.of("k1", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=");

    private final PayloadSealer sealer = new PayloadSealer(KEY, 1_000);
    private final EncodedEvents events = new EncodedEvents(MaskingRules.defaults(), sealer);

    @Test
    void maskedPayload_leavesSealed_byteForByte() throws Exception {
        JsonNode event = events.json(sent(EncodedEvents.body(MASKED, "application/json")));

        assertThat(event.at("/service_params/body/password").asString()).isEqualTo("***");
        assertThat(event.at("/sealed/key").asString()).isEqualTo("k1");
        assertThat(new String(opened(event), UTF_8)).isEqualTo(MASKED);
        assertThat(event.toString()).doesNotContain("pssst");
        assertThat(sealer.sealed()).isEqualTo(1);
    }

    @Test
    void shownPayload_leavesNothingSealed() {
        assertThat(events.json(sent(EncodedEvents.body("{\"order\":1}", "application/json")))
                        .has("sealed"))
                .isFalse();
        assertThat(events.json(sent(EncodedEvents.body("", null))).has("sealed"))
                .isFalse();
    }

    @Test
    void payloadThatIsNotShown_leavesSealed() throws Exception {
        byte[] binary = {(byte) 0xFF, 0, 1, 2};

        assertThat(opened(events.json(sent(EncodedEvents.body(binary, "image/png")))))
                .isEqualTo(binary);
        assertThat(opened(events.json(sent(EncodedEvents.body(binary, null))))).isEqualTo(binary);
        assertThat(opened(events.json(sent(new CapturedBody(
                        "{\"a\":1}".getBytes(UTF_8), 7, false, "application/json", null, PayloadView.MASKED)))))
                .isEqualTo("{\"a\":1}".getBytes(UTF_8));
    }

    @Test
    void compressedPayload_leavesSealedInThePlain() throws Exception {
        assertThat(opened(events.json(sent(EncodedEvents.encoded(gzip(MASKED), "application/json", "gzip")))))
                .isEqualTo(MASKED.getBytes(UTF_8));
        assertThat(events.json(sent(EncodedEvents.encoded(new byte[] {1, 2}, "application/json", "br")))
                        .has("sealed"))
                .isFalse();
    }

    @Test
    void payloadThatIsNotWhole_leavesNothingSealed() {
        byte[] part = MASKED.getBytes(UTF_8);

        assertThat(events.json(sent(new CapturedBody(part, 5_000, false, "application/json", null)))
                        .has("sealed"))
                .isFalse();
        assertThat(events.json(sent(new CapturedBody(part, part.length, true, "application/json", null)))
                        .has("sealed"))
                .isFalse();
        assertThat(events.json(sent(CapturedBody.omitted(10, false))).has("sealed"))
                .isFalse();
    }

    @Test
    void payloadInWhichSomethingWasReplaced_leavesNothingSealed() {
        CapturedBody replaced = EncodedEvents.body("{\"photo\":\"***\",\"password\":\"pssst\"}", "application/json")
                .withReplaced();

        assertThat(events.json(sent(replaced)).has("sealed")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "POST /orders/{id}, shop:8086, /orders/7, card=4111111111111111&token=x",
        "POST /orders/{id}, shop:8086, /orders/4111111111111111, ''",
        "POST /4111111111111111, shop:8086, /orders/7, ''",
        "POST /orders/{id}, 4111111111111111, /orders/7, ''"
    })
    void payloadOfAPlaceThatIsMasked_leavesNothingSealed_andCountsOnce(
            String endpoint, String peer, String path, String query) {
        JsonNode event = events.json(Event.builder("flow-1", Instant.now(), endpoint, "End service call", Role.SENDER)
                .messageId(MESSAGE)
                .peer(peer)
                .serviceParams(ServiceParams.ofCall(path, query, null, EncodedEvents.body(MASKED, "application/json")))
                .build());

        assertThat(event.toString()).contains("***");
        assertThat(event.has("sealed")).isFalse();
        assertThat(events.encoder().masked()).isEqualTo(event.toString().split("\\*{3}", -1).length - 1);
    }

    @Test
    void payloadOfAnExchange_isSealedForItsRoutingKey() throws Exception {
        JsonNode event =
                events.json(Event.builder("flow-1", Instant.now(), "EXCHANGE shop", "Send message", Role.SENDER)
                        .messageId(MESSAGE)
                        .peer("shop")
                        .serviceParams(ServiceParams.ofBody(EncodedEvents.body(MASKED, "application/json")))
                        .result(new Result(0, null, Map.of("routing_key", "order.created")))
                        .build());
        byte[] sealed = Base64.getUrlDecoder().decode(event.at("/sealed/body").asString());

        assertThat(event.at("/result/routing_key").asString()).isEqualTo("order.created");
        assertThat(KEY.open(sealed, new SealedFor(MESSAGE, "EXCHANGE shop", "shop", null, null, "order.created")))
                .isEqualTo(MASKED.getBytes(UTF_8));
        assertThatThrownBy(() -> KEY.open(sealed, new SealedFor(MESSAGE, "EXCHANGE shop", "shop", null, null, "other")))
                .isInstanceOf(NotOpenedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, PayloadSealer.LARGEST + 1})
    void sealerWithoutASize_isRefused(int size) {
        assertThatThrownBy(() -> new PayloadSealer(KEY, size)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void payloadThatIsTooLarge_saysSo() {
        String large = "{\"password\":\"" + "x".repeat(1_000) + "\"}";

        JsonNode event = events.json(sent(EncodedEvents.body(large, "application/json")));

        assertThat(event.get("sealed").toString()).isEqualTo("{\"key\":\"k1\",\"too_large\":true}");
        assertThat(sealer.tooLarge()).isEqualTo(1);
    }

    @Test
    void receiversPayload_leavesNothingSealed() {
        Event received = Event.builder("flow-1", Instant.now(), "LIST orders", "End processing", Role.RECEIVER)
                .messageId(MESSAGE)
                .serviceParams(ServiceParams.ofBody(EncodedEvents.body(MASKED, "application/json")))
                .build();

        assertThat(events.json(received).has("sealed")).isFalse();
    }

    @Test
    void withoutAKey_nothingIsSealed() {
        assertThat(EncodedEvents.withDefaults()
                        .json(sent(EncodedEvents.body(MASKED, "application/json")))
                        .has("sealed"))
                .isFalse();
    }

    private static Event sent(@Nullable CapturedBody body) {
        return Event.builder("flow-1", Instant.now(), "POST /orders/{id}", "End service call", Role.SENDER)
                .messageId(MESSAGE)
                .peer("shop:8086")
                .serviceParams(ServiceParams.ofCall("/orders/7", "", null, body))
                .build();
    }

    private static byte[] opened(JsonNode event) throws Exception {
        return KEY.open(
                Base64.getUrlDecoder().decode(event.at("/sealed/body").asString()),
                new SealedFor(MESSAGE, "POST /orders/{id}", "shop:8086", "/orders/7", null, null));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
