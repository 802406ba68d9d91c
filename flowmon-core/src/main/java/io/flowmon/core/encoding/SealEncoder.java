/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.vault.PayloadSealer;
import io.flowmon.core.vault.SealedFor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;

/**
 * Adds the sealed original of a payload that its event does not show as it was, if all of its bytes are there and it is what
 * a replay would send: a message's sender's. An original that cannot be sealed costs the event nothing.
 */
final class SealEncoder {

    private final PayloadSealer sealer;

    SealEncoder(PayloadSealer sealer) {
        this.sealer = sealer;
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
            sealed = sealer.seal(original, sealedFor(event, messageId, params));
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
        boolean whole = !body.omitted() && !body.truncated() && !body.unread();
        return whole ? ContentDecoding.decode(body.bytes(), body.contentEncoding()) : null;
    }

    private static SealedFor sealedFor(Event event, UUID messageId, ServiceParams params) {
        String query = params.query();
        return new SealedFor(
                messageId,
                event.endpoint(),
                event.peer(),
                params.path(),
                query == null || query.isEmpty() ? null : query);
    }
}
