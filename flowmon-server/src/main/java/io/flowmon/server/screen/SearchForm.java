/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/**
 * The search as it stands in the address: every field as text, absent or empty for no condition.
 *
 * @param range how far to look back, such as {@code 15m}; without meaning when {@code from} or {@code to} is given
 * @param from an RFC 3339 time, or a local time in {@code zone}
 * @param zone the time zone of local times; UTC when absent
 */
public record SearchForm(
        @Nullable String range,
        @Nullable String from,
        @Nullable String to,
        @Nullable String zone,
        @Nullable String module,
        @Nullable String endpoint,
        @Nullable String outcome,
        @BindParam("min_duration") @Nullable String minDuration,
        @BindParam("message_type") @Nullable String messageType,
        @BindParam("min_elapsed") @Nullable String minElapsed,
        @BindParam("max_elapsed") @Nullable String maxElapsed,
        @Nullable String q,
        @Nullable String cursor) {

    /** A search of nothing but a time. */
    public static SearchForm ofTimes(
            @Nullable String range, @Nullable String from, @Nullable String to, @Nullable String zone) {
        return new SearchForm(range, from, to, zone, null, null, null, null, null, null, null, null, null);
    }

    public static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Whether something besides the time narrows the list. */
    public boolean filters() {
        return Stream.of(module, endpoint, outcome, minDuration, messageType, minElapsed, maxElapsed, q)
                .anyMatch(field -> given(field) != null);
    }

    /** Whether one of the conditions behind "More filters" is in use. */
    public boolean detailed() {
        return Stream.of(from, to, endpoint, minDuration, messageType, minElapsed, maxElapsed)
                .anyMatch(field -> given(field) != null);
    }

    /** {@code from} as the field for local times takes it. */
    public @Nullable String fromField() {
        return local(from);
    }

    /** {@code to} as the field for local times takes it. */
    public @Nullable String toField() {
        return local(to);
    }

    /** The zone of the fields; absent where the page is to fill in the viewer's. */
    public @Nullable String zoneField() {
        return given(zone) == null && fixedTimes() ? "UTC" : zone;
    }

    /** A link may hold a time with its offset, a field shows it in the zone, and takes no more than milliseconds. */
    private @Nullable String local(@Nullable String time) {
        String text = given(time);
        if (text == null) {
            return null;
        }
        try {
            String zoneId = given(zone);
            ZoneId shown = zoneId == null ? ZoneOffset.UTC : ZoneId.of(zoneId);
            return OffsetDateTime.parse(text)
                    .atZoneSameInstant(shown)
                    .toLocalDateTime()
                    .truncatedTo(ChronoUnit.MILLIS)
                    .toString();
        } catch (DateTimeException localAlready) {
            return text;
        }
    }

    public boolean fixedTimes() {
        return given(from) != null || given(to) != null;
    }

    /** New flows can come into this list: it has no end in time and is its first page. */
    public boolean live() {
        return given(to) == null && given(cursor) == null;
    }
}
