/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The originals of masked payloads, sealed by their services.
 *
 * @param enabled Whether originals of masked payloads that services seal are kept, for replays alone.
 * @param retention How long they are kept, and never longer than their events.
 * @param keys Keys that open them, by the names that services call them: 32 bytes as base64. Needed for replays only.
 * @param keyFiles Files that hold such keys, by the same names.
 */
@ConfigurationProperties("flowmon.server.vault")
@Validated
public record VaultSettings(
        @DefaultValue("false") boolean enabled,

        @DefaultValue("7d") @DurationMin(seconds = 1) @DurationMax(days = 3650)
        Duration retention,

        @DefaultValue Map<String, String> keys,
        @DefaultValue Map<String, Path> keyFiles) {

    /** Without keys. */
    @Override
    public String toString() {
        return "VaultSettings[enabled=" + enabled + ", retention=" + retention + ", keys=" + keys.keySet()
                + ", keyFiles=" + keyFiles + "]";
    }
}
