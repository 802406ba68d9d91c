/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Applies masking rules to each kind of content.
 *
 * <p>Not thread-safe: it reuses its buffers. Every thread makes its own from the same rules. Time and memory are bounded
 * by the size of what is given.
 */
public final class Masker {

    /** What stands in place of a masked value. */
    public static final String MASK = "***";

    /** Deeper documents count as unreadable. Far below what a reader of events accepts, since an event adds levels. */
    public static final int MAX_DEPTH = 200;

    /** Headers whose values are addresses, with a query perhaps. */
    private static final Set<String> LINKS = Set.of("content-location", "location", "referer");

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final Tally tally;
    private final MaskingRules rules;
    private final boolean allowList;
    private final NameRules names;
    private final ValueMasker values;
    private final JsonMasker json;
    private final ParsedInTurn documents = new ParsedInTurn(JSON);
    private final SplicedJson spliced = new SplicedJson(documents);
    private final XmlMasker xml;
    private final ParameterMasker parameters;
    private final PathMasker paths;

    public Masker(MaskingRules rules) {
        this(rules, new Tally());
    }

    private Masker(MaskingRules rules, Tally tally) {
        this.rules = rules;
        this.tally = tally;
        this.allowList = rules.mode() == MaskingMode.ALLOW_LIST;
        this.names = new NameRules(rules);
        this.values = new ValueMasker(names, new TextMasker(names, rules.shapes()), allowList, tally);
        PathRules allowedPaths = new PathRules(
                rules.allowedNames().stream().filter(PathRules::isPath).toList());
        this.json = new JsonMasker(values, new PathRules(rules.maskedPaths()), allowedPaths);
        this.xml = new XmlMasker(values);
        this.parameters = new ParameterMasker(values);
        this.paths = new PathMasker(values, rules.shapes().contains(ValueShape.RANDOM_SEGMENT));
    }

    /** A masker that shows no value at all, only names and nesting. What it masks counts here. For the same thread. */
    public Masker showingNoValue() {
        return new Masker(rules.withMode(MaskingMode.ALLOW_LIST).withAllowedNames(Set.of()), tally);
    }

    /** Text with a name of its own, such as a parameter or a business key. */
    public String value(String name, String value) {
        return values.value(names.of(name), value);
    }

    /** Whether a value of this name, whatever it is, may not be shown. */
    public boolean masks(String name) {
        return values.masksWhole(names.of(name), false);
    }

    /** A header's value. */
    public String header(String name, String value) {
        NameRule rule = names.ofHeader(name);
        int query = value.indexOf('?');
        if (query < 0
                || rule.kept()
                || values.masksWhole(rule, false)
                || !LINKS.contains(name.toLowerCase(Locale.ROOT))) {
            return values.value(rule, value);
        }
        return values.text(value.substring(0, query + 1))
                + parameters.query(value.substring(query + 1), StandardCharsets.UTF_8);
    }

    /** A name, which may itself hold what must not leave. */
    public String name(String name) {
        return values.name(name);
    }

    /**
     * Free text: values that have a shape, and values behind a sensitive name.
     *
     * @param field what the text is called in an allow list
     */
    public String text(String field, String text) {
        return allowList && !names.of(field).allowed() ? mask() : values.text(text);
    }

    /** Text that the application's developers chose, such as an endpoint: values that have a shape. */
    public String label(String text) {
        return values.shapes(text);
    }

    /**
     * A raw path.
     *
     * @param endpoint the name of the call that it belongs to, such as {@code GET /orders/{id}}
     */
    public String path(String path, String endpoint) {
        return allowList && !names.of("path").allowed() ? mask() : paths.path(path, endpoint);
    }

    /** A raw query string, or a form shown as one. */
    public String query(String query, Charset charset) {
        return parameters.query(query, charset);
    }

    /** The parameters of a form. */
    public Map<String, List<String>> form(String form, Charset charset) {
        return parameters.form(form, charset);
    }

    /** Parameters that are already decoded. */
    public Map<String, List<String>> form(Map<String, List<String>> form) {
        return parameters.form(form);
    }

    /**
     * Copies a whole JSON document from its bytes to {@code out}.
     *
     * @throws tools.jackson.core.JacksonException if it is not one JSON document; a part was then written
     */
    public void json(byte[] document, JsonGenerator out) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            json(parser, NameRule.UNNAMED, new GeneratedJson(out));
        }
    }

    /**
     * Copies a whole JSON document as it is written, but for what is masked. Cheaper than to write it anew.
     *
     * @return false if it cannot be copied so; {@link #json(byte[], JsonGenerator)} may know what to do
     * @throws tools.jackson.core.JacksonException if it is not one JSON document; a part was then written
     */
    public boolean splice(byte[] document, OutputStream out) {
        if (!SplicedJson.takes(document)) {
            return false;
        }
        long before = tally.masked();
        boolean done = false;
        try {
            JsonParser parser = documents.begin(document);
            parser.nextToken();
            json.copy(parser, spliced.start(document, out), NameRule.UNNAMED);
            documents.end(parser);
            done = spliced.finish();
        } finally {
            if (!done) {
                documents.abandon();
                tally.reset(before);
            }
        }
        return done;
    }

    /** Copies JSON documents that follow one another, such as one in each line, as an array. */
    public void jsonLines(byte[] documents, JsonGenerator out) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), documents)) {
            out.writeStartArray();
            GeneratedJson target = new GeneratedJson(out);
            while (parser.nextToken() != null) {
                json.copy(parser, target, NameRule.UNNAMED);
            }
            out.writeEndArray();
        }
    }

    /** As {@link #json(byte[], JsonGenerator)}, for text. */
    public void json(String document, JsonGenerator out) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            json(parser, NameRule.UNNAMED, new GeneratedJson(out));
        }
    }

    /** As {@link #json(byte[], JsonGenerator)}, for the value of a field. */
    public void json(String name, byte[] document, int length, JsonGenerator out) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document, 0, length)) {
            json(parser, names.of(name), new GeneratedJson(out));
        }
    }

    private void json(JsonParser parser, NameRule rule, JsonTarget out) {
        if (parser.nextToken() == null) {
            throw new StreamReadException(parser, "empty");
        }
        json.copy(parser, out, rule);
        if (parser.nextToken() != null) {
            throw new StreamReadException(parser, "something follows the document");
        }
    }

    /**
     * A whole XML document, masked.
     *
     * @throws IOException if it is not well-formed, has a document type, or is nested too deeply
     */
    public String xml(String document) throws IOException {
        try {
            return xml.mask(document);
        } catch (XMLStreamException unreadable) {
            throw new IOException("unreadable XML", unreadable);
        }
    }

    /** Masks what cannot be looked into: counts one value and gives {@link #MASK}. */
    public String mask() {
        return tally.mask();
    }

    /** How many values were masked so far. */
    public long masked() {
        return tally.masked();
    }
}
