/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.masking.Masker;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes values of any class, masked: Jackson writes them, and what it wrote is masked like a body. */
final class OtherValues {

    private static final int MAX_SIZE = 64 * 1024;

    private final Masker masker;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final ByteSink written = new ByteSink(MAX_SIZE);

    OtherValues(Masker masker) {
        this.masker = masker;
    }

    /** Writes one value that is not null. */
    void write(String name, Object value, JsonGenerator out) {
        if (masker.masks(name)) {
            out.writeString(masker.mask());
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof CharSequence text) {
            out.writeString(masker.value(name, text.toString()));
        } else {
            written.clear();
            mapper.writeValue(written, value);
            masker.json(name, written.array(), written.length(), out);
        }
    }
}
