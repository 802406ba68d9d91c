/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.backup;

import io.flowmon.server.store.StoreContent;
import java.time.Instant;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup says of itself, in a file beside it. Written last, so a backup without it is not whole.
 *
 * @param format version of this form
 * @param begun everything acknowledged before this time is in it
 * @param bytes size of the file
 * @param sha256 digest of the file, in hex
 */
record Manifest(int format, String name, Instant begun, String file, long bytes, String sha256, StoreContent content) {

    static final int FORMAT = 1;
    static final String FILE = "backup.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    byte[] toJson() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    static Manifest read(byte[] json) {
        return JSON.readValue(json, Manifest.class);
    }
}
