/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification.channel;

import io.flowmon.server.notification.Channel;
import io.flowmon.server.notification.DeliveryException;
import io.flowmon.server.notification.Notice;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends notices as JSON to an address, signed if there is a secret. */
final class WebhookChannel implements Channel {

    private final WebClient web;
    private final URI url;
    private final @Nullable WebhookSignature signature;
    private final JsonMapper json;

    WebhookChannel(WebClient web, URI url, @Nullable WebhookSignature signature, JsonMapper json) {
        this.web = web;
        this.url = url;
        this.signature = signature;
        this.json = json;
    }

    @Override
    public void deliver(List<Notice> notices) throws DeliveryException, InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        byte[] body = json.writeValueAsBytes(WebhookMessage.of(notices, now));
        String id = id(notices);
        web.post(url, body, signature == null ? Map.of("webhook-id", id) : signature.headers(id, now, body));
    }

    /** The same for the same notices. */
    private static String id(List<Notice> notices) {
        String all = notices.stream().map(Notice::id).collect(Collectors.joining("\n"));
        return "msg_" + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
    }
}
