/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import io.flowmon.core.vault.VaultKey;
import io.flowmon.server.event.SealedOriginal;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The member {@code sealed} of an event, taken apart: what is sealed goes into the vault or nowhere, and what stays with the
 * event tells that it came. It is read token by token: anybody may put millions of values into it.
 *
 * @param key what the key is called; null if that is no text
 * @param body what is sealed; null if that is no text
 * @param hasBody whether something is sealed in it, readable or not. A member of that name without a body is anybody's
 */
record SealedMember(@Nullable String key, @Nullable String body, boolean hasBody) {

    private static final String NAME = "sealed";
    private static final JsonFactory JSON = new JsonFactory();

    static SealedMember of(String json) {
        String key = null;
        String body = null;
        boolean hasBody = false;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new SealedMember(null, null, false);
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                if (name.equals("key")) {
                    key = text ? parser.getString() : null;
                } else if (name.equals("body")) {
                    body = text ? parser.getString() : null;
                    hasBody = true;
                }
                parser.skipChildren();
            }
        } catch (JacksonException unreadable) {
            // a name that is too long, say: what stands there is told to nobody
            return new SealedMember(null, null, true);
        }
        return new SealedMember(key, body, hasBody);
    }

    /** The sealed original in it; null if there is none, or none that can be read. */
    @Nullable
    SealedOriginal original() {
        if (key == null || body == null || !VaultKey.isId(key)) {
            return null;
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(body);
            return sealed.length < VaultKey.OVERHEAD ? null : new SealedOriginal(key, sealed, null);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** Tells in the event what became of it. */
    static void note(EventDraft draft, @Nullable SealedOriginal original, boolean kept) {
        String fate = original == null ? "\"unusable\":true" : "\"key\":\"" + original.keyId() + '"';
        draft.other(NAME, '{' + fate + (original == null || kept ? "" : ",\"dropped\":true") + '}');
    }
}
