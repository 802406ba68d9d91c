/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.masking.Masker;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;

/** Writes the properties of an event that may fail to render: a mask stands in for one that does. */
final class PartWriter {

    private final Masker masker;
    private final SideBuffer side = new SideBuffer();

    PartWriter(Masker masker) {
        this.masker = masker;
    }

    SideBuffer side() {
        return side;
    }

    void writeText(String name, JsonGenerator out, Supplier<String> text) {
        writeText(out.writeName(name), text);
    }

    void writeText(SerializableString name, JsonGenerator out, Supplier<String> text) {
        writeText(out.writeName(name), text);
    }

    private void writeText(JsonGenerator out, Supplier<String> text) {
        String shown;
        try {
            shown = text.get();
        } catch (RuntimeException failed) {
            shown = masker.mask();
        }
        out.writeString(shown);
    }

    /** Writes a property whose one value {@code part} renders. */
    void write(String name, JsonGenerator out, Consumer<JsonGenerator> part) {
        boolean rendered = side.render(part);
        out.writeName(name);
        if (rendered) {
            out.writeRawValue(side.rendered());
        } else {
            out.writeString(masker.mask());
        }
    }
}
