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

    /** How many labels are remembered: a service has few. */
    private static final int LABELS = 256;

    private final Masker masker;
    private final SideBuffer side = new SideBuffer();
    private final RecentTexts labels = new RecentTexts(LABELS);

    PartWriter(Masker masker) {
        this.masker = masker;
    }

    SideBuffer side() {
        return side;
    }

    void writeText(String name, JsonGenerator out, Supplier<String> text) {
        out.writeName(name).writeString(shown(text));
    }

    /** Writes text that the application's developers chose, such as an endpoint. */
    void writeLabel(SerializableString name, String label, JsonGenerator out) {
        out.writeName(name);
        SerializableString known = labels.find(label);
        if (known != null) {
            out.writeString(known);
            return;
        }
        String shown = shown(() -> masker.label(label));
        out.writeString(shown);
        if (shown.equals(label)) {
            labels.isShown(label);
        }
    }

    private String shown(Supplier<String> text) {
        try {
            return text.get();
        } catch (RuntimeException failed) {
            return masker.mask();
        }
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
