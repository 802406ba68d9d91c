/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification;

import io.flowmon.server.alert.AlertDocument;
import io.flowmon.server.text.Numbers;
import io.flowmon.server.text.VisibleText;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Notices in words. Whatever senders may have put into names and keys stays on its line and shows what it is. */
public final class NoticeText {

    private static final int LONGEST_KEY = 200;

    private NoticeText() {}

    /** All of them in one line, such as {@code Raised: Slow step (warning), POST /orders}. */
    public static String headline(List<Notice> notices) {
        if (notices.size() == 1) {
            return headline(notices.get(0));
        }
        Map<Notice.Event, Long> counts =
                notices.stream().collect(Collectors.groupingBy(Notice::event, TreeMap::new, Collectors.counting()));
        return notices.size() + " alerts: "
                + counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + word(entry.getKey()))
                        .collect(Collectors.joining(", "));
    }

    /** One of them in one line. */
    public static String headline(Notice notice) {
        AlertDocument alert = notice.alert();
        String word = word(notice.event());
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + ": " + VisibleText.line(alert.name())
                + " (" + alert.severity() + "), " + key(alert);
    }

    /** How bad it is and since when, in one line. */
    public static String numbers(Notice notice) {
        AlertDocument alert = notice.alert();
        String unit = alert.unit().isBlank() ? "" : " " + VisibleText.line(alert.unit());
        return Numbers.rounded(alert.value()) + unit + ", threshold " + Numbers.rounded(alert.threshold()) + unit
                + ", worst " + Numbers.rounded(alert.worst()) + unit + ", counted " + alert.count() + ", from "
                + alert.beganAt().truncatedTo(ChronoUnit.MILLIS) + " to "
                + alert.lastAt().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String key(AlertDocument alert) {
        String key = VisibleText.line(alert.key());
        return key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY) + "…";
    }

    private static String word(Notice.Event event) {
        return event.name().toLowerCase(Locale.ROOT);
    }
}
