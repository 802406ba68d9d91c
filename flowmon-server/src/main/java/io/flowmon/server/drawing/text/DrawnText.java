/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.text;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A drawing as the answer to a request. */
public final class DrawnText {

    private DrawnText() {}

    /** Plain text in UTF-8, whatever the format: no browser takes it for anything that it should run. */
    public static ResponseEntity<String> answer(String drawing) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(drawing);
    }
}
