/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * A line of the log.
 *
 * @param principal who did it; an address or a fingerprint where nobody was known
 * @param type what was done, such as {@code AUTHENTICATION_SUCCESS}
 * @param data what belongs to it, such as the {@code address}
 */
public record AuditEntry(Instant timestamp, String principal, String type, Map<String, Object> data) {

    static final String ADDRESS = "address";

    private static final int LONGEST_TEXT = 1_000;

    /** Texts are cut. Of the details of a login the address alone is kept: the other one is the id of a session. */
    static AuditEntry of(AuditEvent event) {
        Map<String, Object> data = new TreeMap<>();
        event.getData().forEach((name, value) -> {
            if (value instanceof WebAuthenticationDetails details) {
                data.put(ADDRESS, cut(String.valueOf(details.getRemoteAddress())));
            } else {
                data.put(name, cut(String.valueOf(value)));
            }
        });
        return new AuditEntry(event.getTimestamp(), cut(event.getPrincipal()), event.getType(), data);
    }

    AuditEvent event() {
        return new AuditEvent(timestamp, principal, type, data);
    }

    /** Where it came from; empty if that is not known. */
    String address() {
        return String.valueOf(data.getOrDefault(ADDRESS, ""));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
