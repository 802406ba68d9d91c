/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.PayloadView;
import io.flowmon.core.masking.Masker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Shows bodies, masked: JSON as JSON, text and XML as a string, a form as parameters. What was cut, is encoded in an
 * unknown way, or does not parse is masked whole; what is binary is not shown at all.
 */
final class BodyEncoder {

    private final Masker masker;
    private final SideBuffer side;
    private final MediaTypes mediaTypes = new MediaTypes();
    private final BodyRenderer byRules;
    private @Nullable BodyRenderer withoutValues;

    BodyEncoder(Masker masker, SideBuffer side) {
        this.masker = masker;
        this.side = side;
        this.byRules = new BodyRenderer(masker, side, mediaTypes);
    }

    /**
     * Writes the body and its sizes as properties of the current object.
     *
     * @return whether all that was captured of it is told; false if a value was masked, or nothing is shown
     */
    boolean write(CapturedBody body, boolean formAsParameters, JsonGenerator out) {
        long before = masker.masked();
        BodyRenderer renderer = body.view() == PayloadView.MASKED ? withoutValues() : byRules;
        BodyRenderer.Shown shown = renderer.show(body, formAsParameters);
        if (shown.rendered()) {
            out.writeName(shown.property()).writeRawValue(side.rendered());
        } else if (shown.text() != null) {
            out.writeStringProperty(shown.property(), shown.text());
        }
        out.writeNumberProperty("body_size", body.size());
        if (body.truncated()) {
            out.writeName("body_truncated").writeBoolean(true);
        }
        if (body.unread()) {
            out.writeName("body_unread").writeBoolean(true);
        }
        if (body.omitted()) {
            out.writeName("body_omitted").writeBoolean(true);
        }
        return masker.masked() == before && (shown.rendered() || shown.text() != null || body.bytes().length == 0);
    }

    /** Made when the first body asks for it: few services do. */
    private BodyRenderer withoutValues() {
        if (withoutValues == null) {
            withoutValues = new BodyRenderer(masker.showingNoValue(), side, mediaTypes);
        }
        return withoutValues;
    }
}
