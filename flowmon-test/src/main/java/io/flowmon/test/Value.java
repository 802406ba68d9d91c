/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A name or a scalar somewhere in an event.
 *
 * @param place where it stands, such as {@code service_params.body.items[0].name}
 */
record Value(String place, String text) {

    /** All names and scalars of an event, in its order. */
    static List<Value> of(JsonNode event) {
        List<Value> values = new ArrayList<>();
        add("", event, values);
        return values;
    }

    private static void add(String place, JsonNode node, List<Value> values) {
        if (node.isObject()) {
            node.properties().forEach(property -> {
                String below = place.isEmpty() ? property.getKey() : place + "." + property.getKey();
                values.add(new Value("the name " + below, property.getKey()));
                add(below, property.getValue(), values);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(place + "[" + i + "]", node.get(i), values);
            }
        } else {
            values.add(new Value(place, node.asString("")));
        }
    }
}
