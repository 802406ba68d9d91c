/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a heartbeat tells of its sender.
 *
 * @param sentAt the sender's wall clock, for the server to estimate how far it is off
 * @param offered events offered since the process started
 * @param dropped events given up since then, by cause
 * @param oldestUnsent time of the oldest event that is not yet acknowledged; null when there is none
 * @param startedAt when this process's sender was made, before its first event: a restarted process may have the same
 *     {@code moduleId}; null from a sender that does not tell
 * @param recovered events of former processes, found in the spool; null like all that follow from a sender that does not
 *     tell
 * @param queued events that wait to be encoded
 * @param inFlight events encoded and not yet acknowledged
 * @param spooled events that wait on disk, not in flight
 * @param acknowledged events that the server has acknowledged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeartbeatReport(
        String moduleType,
        String moduleId,
        State state,
        Instant sentAt,
        long offered,
        Map<String, Long> dropped,
        @Nullable Instant oldestUnsent,
        @Nullable Instant startedAt,
        @Nullable Long recovered,
        @Nullable Long queued,
        @Nullable Long inFlight,
        @Nullable Long spooled,
        @Nullable Long acknowledged) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** A report of what every sender tells. */
    public HeartbeatReport(
            String moduleType,
            String moduleId,
            State state,
            Instant sentAt,
            long offered,
            Map<String, Long> dropped,
            @Nullable Instant oldestUnsent) {
        this(moduleType, moduleId, state, sentAt, offered, dropped, oldestUnsent, null, null, null, null, null, null);
    }

    /** Whether the sender goes on or says goodbye. */
    public enum State {
        @JsonProperty("up")
        UP,
        @JsonProperty("bye")
        BYE
    }

    /** The report as JSON in UTF-8. */
    public byte[] toJson() {
        return MAPPER.writeValueAsBytes(this);
    }

    /**
     * Reads a report.
     *
     * @throws WireFormatException if it is not one, lacks module, state or time, or tells an absurd time
     */
    public static HeartbeatReport ofJson(byte[] json) throws WireFormatException {
        HeartbeatReport report;
        try {
            report = MAPPER.readValue(json, HeartbeatReport.class);
        } catch (JacksonException notAReport) {
            throw new WireFormatException("H1: " + notAReport.getOriginalMessage());
        }
        if (report == null || anyMissing(report.moduleType, report.moduleId, report.state, report.sentAt)) {
            throw new WireFormatException("H1: module_type, module_id, state and sent_at are required");
        }
        if (isAbsurd(report.sentAt) || isAbsurd(report.oldestUnsent) || isAbsurd(report.startedAt)) {
            throw new WireFormatException(
                    "H1: sent_at, started_at and oldest_unsent must be in the years 1900 to 2199");
        }
        return report.dropped == null ? report.withoutDrops() : report;
    }

    private HeartbeatReport withoutDrops() {
        return new HeartbeatReport(
                moduleType,
                moduleId,
                state,
                sentAt,
                offered,
                Map.of(),
                oldestUnsent,
                startedAt,
                recovered,
                queued,
                inFlight,
                spooled,
                acknowledged);
    }

    /** A time that no clock shows, and that microseconds since 1970 might not hold. */
    private static boolean isAbsurd(@Nullable Instant time) {
        return time != null && (time.isBefore(EARLIEST) || !time.isBefore(LATEST));
    }

    private static boolean anyMissing(@Nullable Object... fields) {
        for (Object field : fields) {
            if (field == null) {
                return true;
            }
        }
        return false;
    }
}
