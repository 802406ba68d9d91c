/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification.channel;

import io.flowmon.server.alert.AlertDocument;
import io.flowmon.server.notification.Notice;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What a webhook gets.
 *
 * @param type always {@code alerts}
 * @param timestamp when it was sent
 */
record WebhookMessage(String type, Instant timestamp, List<Item> data) {

    /**
     * A notice.
     *
     * @param id the same if it is sent again
     * @param event {@code raised}, {@code reminder}, {@code resolved} or {@code test}
     * @param link to the alert's page
     * @param alert as {@code /api/alerts/{id}} gives it
     */
    record Item(String id, String event, URI link, AlertDocument alert) {}

    static WebhookMessage of(List<Notice> notices, Instant now) {
        return new WebhookMessage(
                "alerts",
                now,
                notices.stream()
                        .map(notice -> new Item(
                                notice.id(),
                                notice.event().name().toLowerCase(Locale.ROOT),
                                notice.link(),
                                notice.alert()))
                        .toList());
    }
}
