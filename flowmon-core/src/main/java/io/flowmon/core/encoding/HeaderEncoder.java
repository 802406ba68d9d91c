/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.event.Headers;
import io.flowmon.core.masking.Masker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** Writes headers, masked: repeated ones as a list, under the spelling that came first. */
final class HeaderEncoder {

    private static final int MAX_CACHED = 256;
    private static final int MAX_CACHED_LENGTH = 64;

    private final Masker masker;
    private final Map<String, SerializableString> shownNames = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    HeaderEncoder(Masker masker) {
        this.masker = masker;
    }

    void write(Headers headers, JsonGenerator out) {
        names.clear();
        values.clear();
        headers.forEach((name, value) -> {
            names.add(name);
            values.add(value);
        });
        out.writeStartObject();
        for (int i = 0; i < names.size(); i++) {
            if (next(names.get(i), 0) == i) {
                write(i, out);
            }
        }
        out.writeEndObject();
    }

    private void write(int first, JsonGenerator out) {
        String name = names.get(first);
        out.writeName(shownName(name));
        int next = next(name, first + 1);
        if (next < 0) {
            out.writeString(masker.header(name, values.get(first)));
            return;
        }
        out.writeStartArray();
        for (int i = first; i >= 0; i = next(name, i + 1)) {
            out.writeString(masker.header(name, values.get(i)));
        }
        out.writeEndArray();
    }

    /** A name that is shown as it is gets encoded once, within bounds: names come from strangers. */
    private SerializableString shownName(String name) {
        SerializableString known = shownNames.get(name);
        if (known != null) {
            return known;
        }
        String shown = masker.name(name);
        SerializableString encoded = new SerializedString(shown);
        if (shown.equals(name) && name.length() <= MAX_CACHED_LENGTH && shownNames.size() < MAX_CACHED) {
            shownNames.put(name, encoded);
        }
        return encoded;
    }

    /** The position of the next header of this name, or -1. There are few; a map would cost more. */
    private int next(String name, int from) {
        for (int i = from; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }
}
