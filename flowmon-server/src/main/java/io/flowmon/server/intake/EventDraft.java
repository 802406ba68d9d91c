/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import io.flowmon.core.context.Uuids;
import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.SealedOriginal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An event while its fields come in. */
final class EventDraft {

    private static final Set<String> ROLES = Set.of("sender", "receiver", "internal");
    private static final Set<String> OUTCOMES =
            Set.of("ok", "client_error", "server_error", "exception", "timeout", "cancelled");
    private static final int MAX_ID_LENGTH = 4096;
    private static final int MAX_NAME_LENGTH = 512;
    private static final int UUID_LENGTH = 36;

    @Nullable
    UUID eventId;

    @Nullable
    String correlationId;

    @Nullable
    Instant timestamp;

    @Nullable
    String moduleType;

    @Nullable
    String moduleId;

    @Nullable
    String endpoint;

    @Nullable
    String messageType;

    @Nullable
    String role;

    @Nullable
    UUID actionId;

    @Nullable
    UUID messageId;

    @Nullable
    UUID parentMessageId;

    @Nullable
    Instant beginTimestamp;

    @Nullable
    Instant endTimestamp;

    @Nullable
    Double elapsedSeconds;

    @Nullable
    String outcome;

    @Nullable
    String errorType;

    @Nullable
    String errorMessage;

    @Nullable
    String serviceParams;

    @Nullable
    String headers;

    @Nullable
    String result;

    @Nullable
    String businessKeys;

    @Nullable
    String peer;

    @Nullable
    String consumerGroup;

    boolean redelivered;

    @Nullable
    Double sampleRate;

    @Nullable
    String traceId;

    @Nullable
    String spanId;

    /** As it came, a JSON value. */
    @Nullable
    String sealed;

    private @Nullable StringBuilder others;
    private @Nullable String reason;

    /** Notes why this is no event; the first reason stands. */
    void reject(String why) {
        if (reason == null) {
            reason = why;
        }
    }

    String reason() {
        return reason == null ? "" : reason;
    }

    @Nullable
    UUID uuid(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException notOne) {
            // told below
        }
        reject(name + " must be a UUID");
        return null;
    }

    @Nullable
    Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Instant time = Timestamps.parse(text);
        if (time == null) {
            reject(name + " must be a time as in RFC 3339, such as 2015-01-30T12:05:29.230+01:00");
        }
        return time;
    }

    /** Keeps a field that the contract does not know. */
    void other(String name, String json) {
        others = others == null ? new StringBuilder("{") : others.append(',');
        EventReader.appendQuoted(others, name).append(':').append(json);
    }

    /**
     * The event with its defaults, or null if it is none: then {@link #reason()} says why.
     *
     * @param keepsSealed asked whether a sealed original is kept
     */
    @Nullable
    IncomingEvent complete(BooleanSupplier keepsSealed) {
        check();
        if (reason != null || correlationId == null || timestamp == null || moduleType == null) {
            return null;
        }
        String flow = EscapedCorrelationId.of(correlationId);
        if (!flow.equals(correlationId)) {
            StringBuilder original = EventReader.appendQuoted(new StringBuilder(), correlationId);
            other("original_correlation_id", original.toString());
        }
        SealedOriginal original = sealed == null ? null : sealedOriginal(sealed, keepsSealed);
        String module = name("module_type", moduleType);
        return new IncomingEvent(
                eventId == null ? Uuids.create() : eventId,
                flow,
                timestamp,
                module,
                moduleId == null ? module : name("module_id", moduleId),
                endpoint == null ? "(none)" : name("endpoint", endpoint),
                messageType == null ? "(none)" : name("message_type", messageType),
                role == null ? "internal" : role,
                actionId,
                messageId,
                parentMessageId,
                beginTimestamp,
                endTimestamp,
                elapsedSeconds,
                outcome,
                errorType,
                errorMessage,
                serviceParams,
                headers,
                result,
                businessKeys,
                peer == null ? null : name("peer", peer),
                consumerGroup == null ? null : name("consumer_group", consumerGroup),
                redelivered,
                sampleRate == null ? 1 : sampleRate,
                traceId == null ? null : name("trace_id", traceId),
                spanId == null ? null : name("span_id", spanId),
                others == null ? null : others.append('}').toString(),
                original);
    }

    /** What goes into the vault: of the sender of a message alone, for nothing else is sent again. */
    private @Nullable SealedOriginal sealedOriginal(String json, BooleanSupplier keepsSealed) {
        SealedMember member = SealedMember.of(json);
        if (!member.hasBody()) {
            other("sealed", json);
            return null;
        }
        SealedOriginal original = member.original();
        boolean kept = original != null && messageId != null && "sender".equals(role) && keepsSealed.getAsBoolean();
        SealedMember.note(this, original, kept);
        return kept ? original : null;
    }

    /** A name as lists, diagrams and groups can bear it; where it is cut, the whole is kept among the other fields. */
    private String name(String field, String value) {
        if (value.length() <= MAX_NAME_LENGTH) {
            return value;
        }
        other(
                "original_" + field,
                EventReader.appendQuoted(new StringBuilder(), value).toString());
        int end = MAX_NAME_LENGTH - 1;
        return value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end) + '…';
    }

    private void check() {
        required("correlation_id", correlationId);
        required("timestamp", timestamp == null ? null : "given");
        required("module_type", moduleType);
        if (correlationId != null && correlationId.length() > MAX_ID_LENGTH) {
            reject("correlation_id has more than " + MAX_ID_LENGTH + " characters");
        }
        oneOf("role", role, ROLES);
        oneOf("outcome", outcome, OUTCOMES);
        if (elapsedSeconds != null && !(elapsedSeconds >= 0 && elapsedSeconds < Double.POSITIVE_INFINITY)) {
            reject("elapsed_time must be seconds, 0 or more");
        }
        if (sampleRate != null && !(sampleRate > 0 && sampleRate <= 1)) {
            reject("sample_rate must be more than 0 and at most 1");
        }
    }

    private void required(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            reject(name + " is missing");
        }
    }

    private void oneOf(String name, @Nullable String value, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            reject(name + " must be one of "
                    + String.join(", ", allowed.stream().sorted().toList()));
        }
    }
}
