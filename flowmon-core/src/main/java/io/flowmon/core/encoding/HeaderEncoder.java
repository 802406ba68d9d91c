/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.event.Headers;
import io.flowmon.core.masking.Masker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** Writes headers, masked: repeated ones as a list, under the spelling that came first. */
final class HeaderEncoder {

    private static final int MAX_CACHED = 256;
    private static final int MAX_CACHED_LENGTH = 64;

    /** Remembered of each header; a power of two. */
    private static final int VALUES = 8;

    private final Masker masker;

    /** The oldest goes when there are too many: callers name headers, and must not fill it for good. */
    private final Map<String, KnownHeader> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, KnownHeader> eldest) {
            return size() > MAX_CACHED;
        }
    };

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
        KnownHeader header = known(name);
        out.writeName(header.shownName());
        int next = next(name, first + 1);
        if (next < 0) {
            writeValue(header, first, out);
            return;
        }
        out.writeStartArray();
        for (int i = first; i >= 0; i = next(name, i + 1)) {
            writeValue(header, i, out);
        }
        out.writeEndArray();
    }

    private void writeValue(KnownHeader header, int index, JsonGenerator out) {
        String value = values.get(index);
        SerializableString known = header.values().find(value);
        if (known != null) {
            out.writeString(known);
            return;
        }
        String shown = masker.header(names.get(index), value);
        out.writeString(shown);
        if (shown.equals(value)) {
            header.values().isShown(value);
        }
    }

    /** A name that is shown as it is gets encoded once, within bounds: names come from strangers. */
    private KnownHeader known(String name) {
        KnownHeader header = known.get(name);
        if (header != null) {
            return header;
        }
        String shown = masker.name(name);
        header = new KnownHeader(new SerializedString(shown), new RecentTexts(VALUES));
        if (shown.equals(name) && name.length() <= MAX_CACHED_LENGTH) {
            known.put(name, header);
        }
        return header;
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

    private record KnownHeader(SerializableString shownName, RecentTexts values) {}
}
