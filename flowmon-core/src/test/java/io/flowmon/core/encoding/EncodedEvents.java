/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.EventBuilder;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.vault.PayloadSealer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Encodes events for tests and reads back what would leave. */
final class EncodedEvents {

    static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonFactory FACTORY = new JsonFactory();

    private final EventEncoder encoder;

    EncodedEvents(MaskingRules rules) {
        this(rules, null);
    }

    EncodedEvents(MaskingRules rules, @Nullable PayloadSealer sealer) {
        encoder = new EventEncoder(new ModuleIdentity("shop", "shop_host_1"), new Masker(rules), sealer);
    }

    static EncodedEvents withDefaults() {
        return new EncodedEvents(MaskingRules.defaults());
    }

    EventEncoder encoder() {
        return encoder;
    }

    String text(Event event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            encoder.encode(event, out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    JsonNode json(Event event) {
        return MAPPER.readTree(text(event));
    }

    /** What is shown of a request's body. */
    JsonNode params(CapturedBody body) {
        return json(event().serviceParams(ServiceParams.ofBody(body)).build()).get("service_params");
    }

    /** What is shown of an answer's body. */
    JsonNode result(CapturedBody body) {
        return json(event().result(Result.ofCall(200, body)).build()).get("result");
    }

    static EventBuilder event() {
        return Event.builder(
                "flow-1",
                Instant.parse("2026-11-22T16:27:09.012345678Z"),
                "POST /orders/{id}",
                "End call",
                Role.RECEIVER);
    }

    static CapturedBody body(String text, @Nullable String contentType) {
        return body(text.getBytes(StandardCharsets.UTF_8), contentType);
    }

    static CapturedBody body(byte[] bytes, @Nullable String contentType) {
        return new CapturedBody(bytes, bytes.length, false, contentType, null);
    }

    static CapturedBody encoded(byte[] bytes, String contentType, String contentEncoding) {
        return new CapturedBody(bytes, bytes.length, false, contentType, contentEncoding);
    }
}
