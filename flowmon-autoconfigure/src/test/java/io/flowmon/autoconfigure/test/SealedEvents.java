/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.Event;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.vault.NotOpenedException;
import io.flowmon.core.vault.PayloadSealer;
import io.flowmon.core.vault.SealedFor;
import io.flowmon.core.vault.VaultKey;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events as a service with a key of the vault sends them, and opened as a server does that has nothing but the event. */
public final class SealedEvents {

    public static final String KEY = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    private static final VaultKey VAULT_KEY = VaultKey.of("k1", KEY);

    private SealedEvents() {}

    public static JsonNode encoded(Event event) {
        EventEncoder encoder = new EventEncoder(
                new ModuleIdentity("shop", "shop_host_1"),
                new Masker(MaskingRules.defaults()),
                new PayloadSealer(VAULT_KEY, 64 * 1024));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonMapper.shared().createGenerator(bytes)) {
            encoder.encode(event, out);
        }
        return JsonMapper.shared().readTree(bytes.toByteArray());
    }

    public static String opened(JsonNode event) throws NotOpenedException {
        byte[] sealed = Base64.getUrlDecoder().decode(event.at("/sealed/body").stringValue());
        SealedFor message = new SealedFor(
                UUID.fromString(event.path("message_id").stringValue()),
                event.path("endpoint").stringValue(),
                text(event.path("peer")),
                text(event.at("/service_params/path")),
                text(event.at("/service_params/query")),
                text(event.at("/result/routing_key")));
        return new String(VAULT_KEY.open(sealed, message), UTF_8);
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.stringValue() : null;
    }
}
