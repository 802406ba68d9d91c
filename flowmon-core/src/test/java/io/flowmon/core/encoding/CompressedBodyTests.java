/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import static io.flowmon.core.encoding.EncodedEvents.body;
import static io.flowmon.core.encoding.EncodedEvents.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.ServiceParams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CompressedBodyTests {

    private static final String JSON = "{\"amount\":1.10,\"big\":12345678901234567890.000,\"password\":\"x\"}";
    private static final String MASKED_JSON = "{\"amount\":1.10,\"big\":12345678901234567890.000,\"password\":\"***\"}";

    private final EncodedEvents events = EncodedEvents.withDefaults();

    @Test
    void write_compressedBody_isInflated() throws IOException {
        byte[] plain = JSON.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(raw, new Deflater(9, true))) {
            out.write(plain);
        }
        ByteArrayOutputStream zlib = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(zlib)) {
            out.write(plain);
        }

        assertThat(bodyOf(encoded(gzip(plain), "application/json", "gzip"))).isEqualTo(MASKED_JSON);
        assertThat(bodyOf(encoded(zlib.toByteArray(), "application/json", "Deflate")))
                .isEqualTo(MASKED_JSON);
        assertThat(bodyOf(encoded(raw.toByteArray(), "application/json", "deflate")))
                .isEqualTo(MASKED_JSON);
        assertThat(bodyOf(encoded(plain, "application/json", "identity"))).isEqualTo(MASKED_JSON);
        assertThat(bodyOf(encoded(plain, "application/json", "gzip"))).isEqualTo("\"***\"");
        assertThat(bodyOf(encoded(plain, "application/json", "br"))).isEqualTo("\"***\"");
    }

    @Test
    void write_gzipBomb_isMaskedWhole() throws IOException {
        byte[] bomb = gzip(" ".repeat(50_000_000).getBytes(StandardCharsets.UTF_8));

        assertThat(bodyOf(encoded(bomb, "application/json", "gzip"))).isEqualTo("\"***\"");
    }

    private String bodyOf(CapturedBody body) {
        String text = events.text(
                EncodedEvents.event().serviceParams(ServiceParams.ofBody(body)).build());
        int from = text.indexOf("\"body\":") + "\"body\":".length();
        return text.substring(from, text.indexOf(",\"body_size\""));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
