/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import io.flowmon.server.settings.ReplayTargetSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Messages to send again, and settings as a configuration gives them. */
final class Replays {

    static final Duration TIMEOUT = Duration.ofSeconds(10);
    static final String FLOW = "order-4711";

    private Replays() {}

    static ReplayTargetSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("flowmon.server.replay", ReplayTargetSettings.class);
    }

    static Resend inEnvelope(String endpoint, String payload) {
        return message(endpoint, Resend.Carrier.ENVELOPE, payload.getBytes(StandardCharsets.UTF_8));
    }

    static Resend withHeaders(String endpoint, String payload) {
        return message(endpoint, Resend.Carrier.HEADERS, payload.getBytes(StandardCharsets.UTF_8));
    }

    static Resend message(String endpoint, Resend.Carrier carrier, byte[] payload) {
        return new Resend(UUID.randomUUID(), UUID.randomUUID(), FLOW, Instant.now(), endpoint, carrier, payload, null);
    }
}
