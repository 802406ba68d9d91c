/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.intake;

import io.flowmon.core.context.Uuids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/** Events of about 600 bytes as a service would send them, with random ids and random bodies: repetition flatters stores. */
final class RandomEvents implements BatchSource {

    private static final int BODY_CHARACTERS = 220;
    private final Random random;

    RandomEvents(Random random) {
        this.random = random;
    }

    @Override
    public byte[] batch(int events) {
        StringBuilder json = new StringBuilder(700 * events).append('[');
        for (int i = 0; i < events; i++) {
            append(json.append(i == 0 ? "" : ","));
        }
        return json.append(']').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void append(StringBuilder json) {
        Instant now = Instant.now();
        json.append("{\"event_id\":\"").append(Uuids.create());
        json.append("\",\"correlation_id\":\"").append(Uuids.create());
        json.append("\",\"timestamp\":\"").append(now);
        json.append("\",\"module_type\":\"orders\",\"module_id\":\"orders_host_1\",\"endpoint\":\"POST /orders/{id}\"");
        json.append(",\"message_type\":\"End call\",\"role\":\"receiver\",\"message_id\":\"")
                .append(Uuids.create());
        json.append("\",\"elapsed_time\":0.").append(random.nextInt(1_000_000));
        json.append(",\"outcome\":\"ok\",\"service_params\":{\"body\":\"");
        RandomText.append(json, BODY_CHARACTERS, random);
        json.append("\"}}");
    }
}
