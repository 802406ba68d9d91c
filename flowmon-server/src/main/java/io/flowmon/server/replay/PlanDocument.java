/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flowmon.server.replay.target.Resend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a replay would send.
 *
 * @param messages how many are chosen
 * @param sendable how many of them can be sent
 * @param destinations how many would go where
 * @param obstacles how many cannot be sent, by the reason
 * @param first the first ones, one by one
 */
public record PlanDocument(
        long messages, long sendable, Map<String, Long> destinations, Map<String, Long> obstacles, List<Line> first) {

    private static final int MOST_LINES = 100;
    private static final String OTHERS = "(others)";

    /** One message: where it would go, or why it cannot. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            UUID messageId,
            String correlationId,
            String state,
            String endpoint,
            @Nullable String host,
            @Nullable Integer bytes,
            @Nullable String obstacle,
            @Nullable String caution) {

        static Line of(PlannedMessage planned) {
            Resend resend = planned.resend();
            Resend.Call call = resend == null ? null : resend.call();
            return new Line(
                    planned.original().messageId(),
                    planned.original().correlationId(),
                    planned.original().state().wireName(),
                    resend == null ? planned.original().endpoint() : resend.endpoint(),
                    call == null ? null : call.host(),
                    planned.bytes(),
                    planned.obstacle(),
                    planned.caution());
        }
    }

    /** Adds up what is planned, part by part. Not thread-safe. */
    static final class Tally {

        private final Map<String, Long> destinations = new TreeMap<>();
        private final Map<String, Long> obstacles = new TreeMap<>();
        private final List<Line> first = new ArrayList<>();
        private long messages;
        private long sendable;

        void add(List<PlannedMessage> planned) {
            for (PlannedMessage message : planned) {
                messages++;
                Resend resend = message.resend();
                if (resend != null) {
                    sendable++;
                    count(destinations, resend.endpoint());
                } else {
                    count(obstacles, String.valueOf(message.obstacle()));
                }
                if (first.size() < MOST_LINES) {
                    first.add(Line.of(message));
                }
            }
        }

        /** Names come from whoever reports events: there may be any number of them. */
        private static void count(Map<String, Long> counts, String name) {
            String counted = counts.size() < MOST_LINES || counts.containsKey(name) ? name : OTHERS;
            counts.merge(counted, 1L, Long::sum);
        }

        PlanDocument document() {
            return new PlanDocument(messages, sendable, destinations, obstacles, first);
        }
    }
}
