/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.actuate;

import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows what would leave of a payload: encodes an event as the sender does, with an encoder of its own for each call,
 * since an encoder belongs to one thread. Nothing is published. Any thread.
 */
final class MaskingPreview {

    private final ModuleIdentity module;
    private final MaskingRules rules;

    MaskingPreview(ModuleIdentity module, MaskingRules rules) {
        this.module = module;
        this.rules = rules;
    }

    Shown of(String payload, @Nullable String contentType) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        CapturedBody body = new CapturedBody(bytes, bytes.length, false, contentType, null);
        Event event = Event.builder("preview", Instant.now(), "preview", "preview", Role.INTERNAL)
                .serviceParams(ServiceParams.ofBody(body))
                .build();
        Masker masker = new Masker(rules);
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonMapper.shared().createGenerator(encoded)) {
            new EventEncoder(module, masker).encode(event, out);
        }
        Map<String, Object> shown = JsonMapper.shared().readValue(encoded.toByteArray(), new TypeReference<>() {});
        return new Shown(shown.get("service_params"), masker.masked());
    }

    /**
     * What would leave.
     *
     * @param serviceParams the event's {@code service_params}
     * @param masked how many values were masked
     */
    record Shown(@Nullable Object serviceParams, long masked) {}
}
