/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Headers;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.masking.Masker;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Writes what an event carries of the application's own data: parameters, headers, results, business keys. */
final class ContentEncoder {

    /** What flowmon captures has these names; a value of the application's by such a name is set apart. */
    private static final Set<String> CAPTURED = Set.of(
            "path", "query", "form", "body", "body_size", "body_truncated", "body_unread", "body_omitted", "status");

    private final Masker masker;
    private final PartWriter parts;
    private final BodyEncoder bodies;
    private final HeaderEncoder headers;
    private final OtherValues others;

    ContentEncoder(Masker masker, PartWriter parts) {
        this.masker = masker;
        this.parts = parts;
        this.bodies = new BodyEncoder(masker, parts.side());
        this.headers = new HeaderEncoder(masker);
        this.others = new OtherValues(masker);
    }

    /** Whether the payload is told as far as it was captured; false if a value of it was masked, or it is not shown. */
    boolean write(Event event, JsonGenerator out) {
        ServiceParams params = event.serviceParams();
        boolean told = params == null || writeServiceParams(params, event.endpoint(), out);
        Headers captured = event.headers();
        if (captured != null && !captured.isEmpty()) {
            parts.write("headers", out, part -> headers.write(captured, part));
        }
        Result result = event.result();
        if (result != null) {
            writeResult(result, out);
        }
        Map<String, String> keys = event.businessKeys();
        if (!keys.isEmpty()) {
            parts.write("business_keys", out, part -> writeBusinessKeys(keys, part));
        }
        return told;
    }

    private boolean writeServiceParams(ServiceParams params, String endpoint, JsonGenerator out) {
        out.writeName("service_params").writeStartObject();
        String path = params.path();
        if (path != null) {
            parts.writeText("path", out, () -> masker.path(path, endpoint));
        }
        String query = params.query();
        if (query != null && !query.isEmpty()) {
            parts.writeText("query", out, () -> masker.query(query, StandardCharsets.UTF_8));
        }
        Map<String, List<String>> form = params.form();
        boolean formKnown = form != null && !form.isEmpty();
        if (form != null && formKnown) {
            parts.write("form", out, part -> Parameters.write(masker.form(form), part));
        }
        CapturedBody body = params.body();
        boolean told = body == null || bodies.write(body, !formKnown, out);
        writeOthers(params.others(), out);
        out.writeEndObject();
        return told;
    }

    private void writeResult(Result result, JsonGenerator out) {
        out.writeName("result").writeStartObject();
        if (result.status() > 0) {
            out.writeNumberProperty("status", result.status());
        }
        CapturedBody body = result.body();
        if (body != null) {
            bodies.write(body, false, out);
        }
        writeOthers(result.others(), out);
        out.writeEndObject();
    }

    private void writeOthers(Map<String, ?> values, JsonGenerator out) {
        if (values.isEmpty()) {
            return;
        }
        Map<String, Object> snapshot;
        try {
            snapshot = new LinkedHashMap<>(values);
        } catch (RuntimeException changedMeanwhile) {
            out.writeStringProperty("others", masker.mask());
            return;
        }
        snapshot.forEach((name, value) -> {
            if (name != null && value != null) {
                String shown = masker.name(name);
                parts.write(
                        CAPTURED.contains(shown) ? shown + "_" : shown, out, part -> others.write(name, value, part));
            }
        });
    }

    private void writeBusinessKeys(Map<String, String> keys, JsonGenerator out) {
        out.writeStartObject();
        keys.forEach((name, value) -> {
            if (value != null) {
                out.writeStringProperty(masker.name(name), masker.value(name, value));
            }
        });
        out.writeEndObject();
    }
}
