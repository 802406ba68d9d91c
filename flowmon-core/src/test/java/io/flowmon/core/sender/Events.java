/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import tools.jackson.core.JsonGenerator;

/** Events and their simplest form in JSON, for tests of the way to the server. */
public final class Events {

    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private Events() {}

    public static Event named(String messageType) {
        return Event.builder("flow-1", NOW, "GET /", messageType, Role.INTERNAL).build();
    }

    public static Event withBody(String messageType, int bytes) {
        CapturedBody body = new CapturedBody(new byte[bytes], bytes, false, null, null);
        return Event.builder("flow-1", NOW, "GET /", messageType, Role.INTERNAL)
                .serviceParams(ServiceParams.ofBody(body))
                .build();
    }

    /** An object with the message type alone, padded to the size of the event's body. */
    public static final EventSerializer SERIALIZER = (event, out) -> write(event, out, "x"::repeat);

    /** The same with a padding that cannot be compressed. */
    public static final EventSerializer INCOMPRESSIBLE = (event, out) -> write(event, out, Events::random);

    private static void write(Event event, JsonGenerator out, IntFunction<String> padding) {
        out.writeStartObject();
        out.writeStringProperty("event_id", UUID.randomUUID().toString());
        out.writeStringProperty("message_type", event.messageType());
        if (event.messageType().equals("poison")) {
            throw new IllegalStateException("poison");
        }
        ServiceParams params = event.serviceParams();
        if (params != null && params.body() != null) {
            out.writeStringProperty("padding", padding.apply(params.body().bytes().length));
        }
        out.writeEndObject();
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes).substring(0, length);
    }
}
