/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.masking.Masker;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Renders one part of an event to the side, so that a part that fails leaves no trace in the event. One generator serves
 * all parts; after a failure its state is unknown and it is replaced.
 */
final class SideBuffer {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().rootValueSeparator((String) null).build();

    private final RenderedJson rendered = new RenderedJson();
    private @Nullable JsonGenerator generator;

    /** Whether {@code part} wrote its one value; {@link #rendered} then has it. */
    boolean render(Consumer<JsonGenerator> part) {
        rendered.clear();
        JsonGenerator out = generator;
        generator = null;
        if (out == null) {
            out = FACTORY.createGenerator(ObjectWriteContext.empty(), rendered);
        }
        try {
            part.accept(out);
            out.flush();
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            return false;
        }
        generator = out;
        return true;
    }

    /** Whether {@code masker} could copy the document as it is written; {@link #rendered()} then has it. */
    boolean splice(Masker masker, byte[] document) {
        rendered.clear();
        try {
            return masker.splice(document, rendered);
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            return false;
        }
    }

    RenderedJson rendered() {
        return rendered;
    }
}
