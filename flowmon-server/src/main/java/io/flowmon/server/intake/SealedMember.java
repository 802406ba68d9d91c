/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import io.flowmon.core.vault.VaultKey;
import io.flowmon.server.event.SealedOriginal;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The member {@code sealed} of an event, taken apart: what is sealed goes into the vault or nowhere, and what stays with the
 * event tells that it came.
 */
final class SealedMember {

    private static final String NAME = "sealed";

    private SealedMember() {}

    /** The sealed original in it; null if there is none, or none that can be read. */
    static @Nullable SealedOriginal original(String json) {
        JsonNode member = JsonMapper.shared().readTree(json);
        JsonNode key = member.path("key");
        JsonNode body = member.path("body");
        if (!key.isString() || !VaultKey.isId(key.stringValue()) || !body.isString()) {
            return null;
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(body.stringValue());
            return sealed.length < VaultKey.OVERHEAD ? null : new SealedOriginal(key.stringValue(), sealed, null);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** Whether something is sealed in it, readable or not. A member of that name without a body is anybody's. */
    static boolean hasBody(String json) {
        return json.contains("\"body\"") && JsonMapper.shared().readTree(json).has("body");
    }

    /** Tells in the event what became of it. */
    static void note(EventDraft draft, @Nullable SealedOriginal original, boolean kept) {
        String fate = original == null ? "\"unusable\":true" : "\"key\":\"" + original.keyId() + '"';
        draft.other(NAME, '{' + fate + (original == null || kept ? "" : ",\"dropped\":true") + '}');
    }
}
