/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import io.flowmon.core.masking.Masker;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Finds where values were masked before they left the service. */
final class Masks {

    private Masks() {}

    /** The places in a document below a name, such as {@code body.customer.card}. */
    static List<String> in(String name, JsonNode value) {
        List<String> places = new ArrayList<>();
        add(name, value, places);
        return places;
    }

    private static void add(String place, JsonNode node, List<String> places) {
        if (node.isObject()) {
            node.properties().forEach(property -> add(place + "." + property.getKey(), property.getValue(), places));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(place + "[" + i + "]", node.get(i), places);
            }
        } else if (node.isString() && node.stringValue().contains(Masker.MASK)) {
            places.add(place);
        }
    }
}
