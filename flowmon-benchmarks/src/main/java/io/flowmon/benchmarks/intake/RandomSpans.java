/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Random;

/** Spans as Zipkin takes them, as large as {@link RandomEvents}, each a trace of its own. */
final class RandomSpans implements BatchSource {

    private static final int TAG_CHARACTERS = 275;

    private final Random random;
    private String lastTrace = "";

    RandomSpans(Random random) {
        this.random = random;
    }

    /** The id of the trace that was made last. */
    String lastTrace() {
        return lastTrace;
    }

    @Override
    public byte[] batch(int spans) {
        StringBuilder json = new StringBuilder(700 * spans).append('[');
        for (int i = 0; i < spans; i++) {
            append(json.append(i == 0 ? "" : ","));
        }
        return json.append(']').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void append(StringBuilder json) {
        lastTrace = hex() + hex();
        json.append("{\"traceId\":\"").append(lastTrace);
        json.append("\",\"id\":\"").append(hex());
        json.append("\",\"kind\":\"SERVER\",\"name\":\"post /orders/{id}\",\"timestamp\":")
                .append(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        json.append(",\"duration\":").append(1 + random.nextInt(1_000_000));
        json.append(",\"localEndpoint\":{\"serviceName\":\"orders\",\"ipv4\":\"127.0.0.1\"}");
        json.append(",\"tags\":{\"http.method\":\"POST\",\"http.path\":\"/orders/4711\",\"body\":\"");
        RandomText.append(json, TAG_CHARACTERS, random);
        json.append("\"}}");
    }

    private String hex() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
