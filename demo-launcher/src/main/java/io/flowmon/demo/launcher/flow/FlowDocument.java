/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.flow;

import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * A flow as the server gives it: only its events are read, whatever else the server made of them.
 *
 * @param events in the server's order
 */
public record FlowDocument(List<FlowEvent> events) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /**
     * Reads the server's answer.
     *
     * @throws tools.jackson.core.JacksonException when it is no such document
     */
    public static FlowDocument parse(String json) {
        return JSON.readValue(json, FlowDocument.class);
    }
}
