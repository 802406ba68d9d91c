/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes what has one or several values by name: a string, or a list of strings. */
final class Parameters {

    private Parameters() {}

    static void write(Map<String, List<String>> parameters, JsonGenerator out) {
        out.writeStartObject();
        parameters.forEach((name, values) -> {
            out.writeName(name);
            if (values.size() == 1) {
                out.writeString(values.get(0));
            } else {
                out.writeStartArray();
                values.forEach(out::writeString);
                out.writeEndArray();
            }
        });
        out.writeEndObject();
    }
}
