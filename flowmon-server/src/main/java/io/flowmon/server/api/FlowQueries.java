/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.store.ElapsedCondition;
import io.flowmon.server.store.FlowQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a flow query from the parameters of a request, for the interface and the screens alike. */
public final class FlowQueries {

    /** The parameters that say which flows are meant. */
    static final List<String> PARAMETERS = List.of(
            "from",
            "to",
            "module",
            "endpoint",
            "outcome",
            "min_duration",
            "message_type",
            "min_elapsed",
            "max_elapsed",
            "q",
            "key.*");

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final String KEY_PREFIX = "key.";

    private static final List<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(Outcome::wireName).toList();

    private FlowQueries() {}

    /** The query; a wrong parameter is answered with 400. */
    public static FlowQuery of(Map<String, String> parameters) {
        Parameters.Range range = Parameters.range(parameters.get("from"), parameters.get("to"));
        return new FlowQuery(
                range.from(),
                range.to(),
                Parameters.text(parameters.get("module")),
                Parameters.text(parameters.get("endpoint")),
                outcome(parameters.get("outcome")),
                Parameters.duration("min_duration", parameters.get("min_duration")),
                new ElapsedCondition(
                        Parameters.text(parameters.get("message_type")),
                        Parameters.duration("min_elapsed", parameters.get("min_elapsed")),
                        Parameters.duration("max_elapsed", parameters.get("max_elapsed"))),
                Parameters.text(parameters.get("q")),
                businessKeys(parameters),
                Parameters.text(parameters.get("cursor")),
                Parameters.number("limit", parameters.get("limit"), DEFAULT_LIMIT, 1, MAX_LIMIT));
    }

    private static @Nullable String outcome(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!OUTCOMES.contains(text) && !text.equals(FlowQuery.FAILED)) {
            throw Parameters.wrong("outcome must be " + FlowQuery.FAILED + " or one of " + String.join(", ", OUTCOMES));
        }
        return text;
    }

    private static Map<String, String> businessKeys(Map<String, String> parameters) {
        Map<String, String> keys = new TreeMap<>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(KEY_PREFIX) && name.length() > KEY_PREFIX.length()) {
                keys.put(name.substring(KEY_PREFIX.length()), value);
            }
        });
        return keys;
    }
}
