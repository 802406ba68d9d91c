/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTests {

    private static final int LONG = 10_000;
    private static final String TEXT = "x".repeat(LONG);
    private static final Instant NOW = Instant.EPOCH;

    @Test
    void sizeInBytes_longPath_countsIt() {
        assertThat(event("GET /", new ServiceParams(TEXT, null, null, null, Map.of()))
                        .sizeInBytes())
                .isGreaterThan(LONG);
    }

    @Test
    void sizeInBytes_longEndpoint_countsIt() {
        assertThat(event("GET " + TEXT, null).sizeInBytes()).isGreaterThan(LONG);
    }

    @Test
    void sizeInBytes_form_countsItsNamesAndValues() {
        assertThat(event("GET /", form(Map.of("name", List.of(TEXT, TEXT)))).sizeInBytes())
                .isGreaterThan(2 * LONG);
        assertThat(event("GET /", form(Map.of(TEXT, List.of("")))).sizeInBytes())
                .isGreaterThan(LONG);
    }

    @Test
    void sizeInBytes_formOfManyShortParameters_countsWhatHoldsThem() {
        Map<String, List<String>> names =
                IntStream.range(0, LONG).boxed().collect(Collectors.toMap(String::valueOf, i -> List.of("")));

        assertThat(event("GET /", form(names)).sizeInBytes()).isGreaterThan(100 * LONG);
        assertThat(event("GET /", form(Map.of("a", Collections.nCopies(LONG, ""))))
                        .sizeInBytes())
                .isGreaterThan(50 * LONG);
    }

    @Test
    void sizeInBytes_errorMessage_countsIt() {
        Event event = Event.builder("flow", NOW, "GET /", MessageTypes.END_CALL, Role.RECEIVER)
                .completion(new Completion(NOW, NOW, 1, Outcome.EXCEPTION, new ErrorInfo("a.B", TEXT)))
                .build();

        assertThat(event.sizeInBytes()).isGreaterThan(LONG);
    }

    private static ServiceParams form(Map<String, List<String>> form) {
        return ServiceParams.ofCall("/", null, form, null);
    }

    private static Event event(String endpoint, @Nullable ServiceParams params) {
        return Event.builder("flow", NOW, endpoint, MessageTypes.END_CALL, Role.RECEIVER)
                .serviceParams(params)
                .build();
    }
}
