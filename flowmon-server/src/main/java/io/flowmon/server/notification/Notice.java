/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification;

import io.flowmon.server.alert.AlertDocument;
import io.flowmon.server.store.Untold;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.web.util.UriUtils;

/**
 * What a channel is told of one alert.
 *
 * @param id the same if it is told again because nobody knows whether it arrived
 * @param link to the alert's page
 */
public record Notice(String id, Event event, AlertDocument alert, URI link) {

    /** What has happened. */
    public enum Event {
        RAISED,
        /** It still goes on, and nobody has said that they see to it. */
        REMINDER,
        RESOLVED,
        /** Nothing: somebody tries whether the channel works. */
        TEST
    }

    static Notice of(Untold untold, URI server) {
        Event event =
                switch (untold.why()) {
                    case RAISED -> Event.RAISED;
                    case REMINDER -> Event.REMINDER;
                    case RESOLVED, PASSED_OVER -> Event.RESOLVED;
                };
        AlertDocument alert = AlertDocument.of(untold.alert());
        long toldBefore = untold.toldAt() == null ? 0 : untold.toldAt().toEpochMilli();
        return new Notice(
                alert.id() + "." + event.name().toLowerCase(Locale.ROOT) + "." + toldBefore,
                event,
                alert,
                link(server, alert.id()));
    }

    static Notice test(URI server, Instant now) {
        AlertDocument alert = new AlertDocument(
                "test",
                "test",
                "Test of the channel",
                "info",
                "flowmon",
                "resolved",
                1,
                1,
                0,
                "",
                1,
                now,
                now,
                now,
                null,
                null,
                null,
                List.of(),
                "Somebody tries whether this channel works.",
                "Nothing.",
                null,
                null);
        return new Notice("test." + now.toEpochMilli(), Event.TEST, alert, server.resolve("/alerts"));
    }

    private static URI link(URI server, String alert) {
        String base = server.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "alerts/"
                + UriUtils.encodePathSegment(alert, StandardCharsets.UTF_8));
    }
}
