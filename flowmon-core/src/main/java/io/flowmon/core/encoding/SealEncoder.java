/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.vault.PayloadSealer;
import io.flowmon.core.vault.SealedFor;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;

/**
 * Adds the sealed original of a payload that its event does not show as it was, if all of its bytes are there and it is what
 * a replay would send: a message's sender's. Where a value of the message's place is masked there is none, since it would
 * open for that place alone, which nobody could tell. An original that cannot be sealed costs the event nothing.
 */
final class SealEncoder {

    private static final String ROUTING_KEY = "routing_key";

    private final PayloadSealer sealer;
    private final Masker masker;

    SealEncoder(PayloadSealer sealer, Masker masker) {
        this.sealer = sealer;
        this.masker = masker;
    }

    void write(Event event, JsonGenerator out) {
        UUID messageId = event.messageId();
        ServiceParams params = event.serviceParams();
        CapturedBody body = params == null ? null : params.body();
        if (event.role() != Role.SENDER || messageId == null || params == null || body == null) {
            return;
        }
        byte[] original = original(body);
        if (original == null || original.length == 0) {
            return;
        }
        byte[] sealed;
        try {
            SealedFor message = sealedFor(event, messageId, params);
            if (!isShown(message)) {
                return;
            }
            sealed = sealer.seal(original, message);
        } catch (RuntimeException unavailable) {
            return;
        }
        out.writeName("sealed").writeStartObject();
        out.writeStringProperty("key", sealer.keyId());
        if (sealed == null) {
            out.writeName("too_large").writeBoolean(true);
        } else {
            out.writeName("body").writeBinary(Base64Variants.MODIFIED_FOR_URL, sealed, 0, sealed.length);
        }
        out.writeEndObject();
    }

    /** As sent, but for a compression, which is not declared when it is sent again. */
    private static byte @Nullable [] original(CapturedBody body) {
        boolean whole = !body.omitted() && !body.truncated() && !body.unread() && !body.replaced();
        return whole ? ContentDecoding.decode(body.bytes(), body.contentEncoding()) : null;
    }

    private static SealedFor sealedFor(Event event, UUID messageId, ServiceParams params) {
        String query = params.query();
        return new SealedFor(
                messageId,
                event.endpoint(),
                event.peer(),
                params.path(),
                query == null || query.isEmpty() ? null : query,
                routingKey(event.result()));
    }

    private static @Nullable String routingKey(@Nullable Result result) {
        return result != null && result.others().get(ROUTING_KEY) instanceof String key ? key : null;
    }

    /** Whether the event shows the place as it is. */
    private boolean isShown(SealedFor message) {
        return same(message.endpoint(), masker::label)
                && same(message.peer(), masker::label)
                && same(message.path(), path -> masker.path(path, message.endpoint()))
                && same(message.query(), query -> masker.query(query, StandardCharsets.UTF_8))
                && same(message.routingKey(), key -> masker.value(ROUTING_KEY, key));
    }

    private static boolean same(@Nullable String text, UnaryOperator<String> masking) {
        return text == null || masking.apply(text).equals(text);
    }
}
