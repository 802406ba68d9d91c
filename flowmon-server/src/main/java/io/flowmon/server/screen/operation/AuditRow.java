/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.operation;

import io.flowmon.server.access.audit.AuditEntry;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit log.
 *
 * @param who a person or a program; an address or a fingerprint where nobody was known
 * @param byWhom the page of what this one did
 * @param what the key of the words for what was done; null where {@code type} says it
 */
record AuditRow(
        Instant at,
        String who,
        String byWhom,
        String type,
        @Nullable String what,
        String tone,
        List<Detail> details) {

    /** What is known of it; the address is null where there is no page about it. */
    record Detail(String name, String value, @Nullable String address) {}

    /** Types that the screens have words for, with their tone. */
    private static final Map<String, String> TONES = Map.ofEntries(
            Map.entry("AUTHENTICATION_SUCCESS", "good"),
            Map.entry("AUTHENTICATION_FAILURE", "bad"),
            Map.entry("AUTHORIZATION_FAILURE", "bad"),
            Map.entry("LOGOUT_SUCCESS", "good"),
            Map.entry("FURTHER_FAILURES", "bad"),
            Map.entry("SENDER_REFUSED", "bad"),
            Map.entry("ALERT_ACKNOWLEDGED", "good"),
            Map.entry("ALERT_ACKNOWLEDGEMENT_TAKEN_BACK", "good"),
            Map.entry("ALERTS_SILENCED", "good"),
            Map.entry("ALERTS_SILENCE_ENDED", "good"),
            Map.entry("REPLAY_STARTED", "good"),
            Map.entry("REPLAY_STOPPED", "good"),
            Map.entry("REPLAY_ENDED", "good"),
            Map.entry("BACKUP_BEGUN", "good"),
            Map.entry("BACKUP_DONE", "good"),
            Map.entry("BACKUP_FAILED", "bad"));

    static AuditRow of(AuditEntry entry, AuditForm form) {
        return new AuditRow(
                entry.timestamp(),
                VisibleText.line(entry.principal()),
                form.first().with("principal", entry.principal()).toString(),
                VisibleText.line(entry.type()),
                what(entry.type()),
                TONES.getOrDefault(entry.type(), "open"),
                entry.data().entrySet().stream()
                        .map(one -> detail(one.getKey(), String.valueOf(one.getValue())))
                        .filter(one -> !one.value().isEmpty())
                        .toList());
    }

    /** The key of the words for a type; null if there are none. */
    static @Nullable String what(String type) {
        return TONES.containsKey(type) ? "audit.type." + type : null;
    }

    private static Detail detail(String name, String value) {
        String page =
                switch (name) {
                    case "alert" -> "/alerts/";
                    case "replay" -> "/replays/";
                    default -> null;
                };
        return new Detail(
                VisibleText.line(name),
                VisibleText.line(value),
                page == null ? null : ScreenAddress.of(page + value).toString());
    }
}
