/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.masking.Masker;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how to show a body: as what it says it is, as what it looks like, masked, or not at all.
 *
 * <p>Not thread-safe, like the masker and the buffer that it uses.
 */
final class BodyRenderer {

    private final Masker masker;
    private final SideBuffer side;
    private final MediaTypes mediaTypes;

    BodyRenderer(Masker masker, SideBuffer side, MediaTypes mediaTypes) {
        this.masker = masker;
        this.side = side;
        this.mediaTypes = mediaTypes;
    }

    /** How {@code body} is shown; what cannot be looked into is masked whole. */
    Shown show(CapturedBody body, boolean formAsParameters) {
        try {
            return lookInto(body, formAsParameters);
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            return masked();
        }
    }

    private Shown lookInto(CapturedBody body, boolean formAsParameters) {
        MediaType type = mediaTypes.of(body.contentType());
        if (body.bytes().length == 0 || type.kind() == MediaType.Kind.BINARY) {
            return Shown.NOTHING;
        }
        if (body.truncated() || type.unknownCharset() || type.kind() == MediaType.Kind.OPAQUE) {
            return masked();
        }
        byte[] bytes = ContentDecoding.decode(body.bytes(), body.contentEncoding());
        if (bytes == null) {
            return masked();
        }
        Charset charset = type.charset();
        return switch (type.kind()) {
            case JSON -> json(bytes, charset);
            case JSON_LINES -> rendered(side.render(out -> masker.jsonLines(bytes, out)));
            case XML -> xml(bytes, charset);
            case FORM -> body.unread() ? masked() : form(bytes, charset, formAsParameters);
            case UNDECLARED -> undeclared(bytes, body.unread());
            default -> text(bytes, charset, body.unread());
        };
    }

    private Shown json(byte[] bytes, @Nullable Charset charset) {
        if (side.splice(masker, bytes) || side.render(out -> masker.json(bytes, out))) {
            return Shown.JSON;
        }
        if (TextDecoding.isUtf8(bytes)) {
            return masked();
        }
        String text = TextDecoding.decode(bytes, charset == null ? StandardCharsets.UTF_8 : charset);
        return rendered(text != null && side.render(out -> masker.json(text, out)));
    }

    private Shown xml(byte[] bytes, @Nullable Charset declared) {
        Charset charset = declared == null ? XmlCharset.of(bytes) : declared;
        String text = charset == null ? null : TextDecoding.decode(bytes, charset);
        return text == null ? masked() : xml(text);
    }

    private Shown xml(String text) {
        try {
            return Shown.of(masker.xml(text));
        } catch (IOException unreadable) {
            return masked();
        }
    }

    private Shown form(byte[] bytes, @Nullable Charset charset, boolean asParameters) {
        Charset encoding = charset == null ? StandardCharsets.UTF_8 : charset;
        String text = TextDecoding.decode(bytes, encoding);
        if (text == null) {
            return masked();
        }
        if (!asParameters) {
            return Shown.of(masker.query(text, encoding));
        }
        return side.render(out -> Parameters.write(masker.form(text, encoding), out)) ? Shown.FORM : masked();
    }

    private Shown undeclared(byte[] bytes, boolean unread) {
        if (TextDecoding.looksLikeJson(bytes)) {
            return json(bytes, null);
        }
        if (!TextDecoding.isPlainUtf8(bytes)) {
            return Shown.NOTHING;
        }
        return text(bytes, StandardCharsets.UTF_8, unread);
    }

    /** Text, but masked as what it looks like. */
    private Shown text(byte[] bytes, @Nullable Charset charset, boolean unread) {
        Charset encoding = charset == null ? StandardCharsets.UTF_8 : charset;
        String text = TextDecoding.decode(bytes, encoding);
        if (text == null || unread) {
            return masked();
        }
        if (TextDecoding.looksLikeJson(text)) {
            return side.render(out -> masker.json(text, out))
                    ? Shown.of(side.rendered().getValue())
                    : masked();
        }
        if (TextDecoding.looksLikeXml(text)) {
            return xml(text);
        }
        if (TextDecoding.looksLikeForm(text)) {
            return Shown.of(masker.query(text, encoding));
        }
        return Shown.of(masker.text("body", text));
    }

    private Shown rendered(boolean success) {
        return success ? Shown.JSON : masked();
    }

    private Shown masked() {
        return Shown.of(masker.mask());
    }

    /** What to write: the side buffer's content, a text, or nothing. */
    record Shown(
            String property, boolean rendered, @Nullable String text) {

        static final Shown NOTHING = new Shown("body", false, null);
        static final Shown JSON = new Shown("body", true, null);
        static final Shown FORM = new Shown("form", true, null);

        static Shown of(String text) {
            return new Shown("body", false, text);
        }
    }
}
