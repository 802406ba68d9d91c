/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Step;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a call went: as the one that sent it tells, or by the header {@code Host} of the one that received it.
 *
 * @param address scheme, host and port; events do not tell the scheme, which is guessed by the port
 * @param byHeader whether it is what the header says: the name that the caller used, perhaps of a proxy before the service
 */
record Origin(String address, boolean byHeader) {

    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");
    private static final String HTTP = "80";
    private static final String HTTPS = "443";

    /** Null if nobody tells. */
    static @Nullable Origin of(Message message, Step step) {
        return Stream.concat(Stream.of(step), message.sent().stream())
                .filter(Step::isSender)
                .map(one -> one.main().peer())
                .filter(Objects::nonNull)
                .map(Origin::address)
                .filter(Objects::nonNull)
                .findFirst()
                .map(address -> new Origin(address, false))
                .orElseGet(() -> ofHeader(step));
    }

    private static @Nullable Origin ofHeader(Step step) {
        JsonNode headers = step.main().headers();
        return headers == null
                ? null
                : headers.properties().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("Host"))
                        .map(header -> address(header.getValue().asString("")))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(address -> new Origin(address, true))
                        .orElse(null);
    }

    private static @Nullable String address(@Nullable String peer) {
        Matcher host = HOST.matcher(Objects.requireNonNullElse(peer, ""));
        if (!host.matches()) {
            return null;
        }
        String port = host.group(2);
        if (HTTPS.equals(port)) {
            return "https://" + host.group(1);
        }
        return "http://" + host.group(1) + (port == null || port.equals(HTTP) ? "" : ":" + port);
    }
}
