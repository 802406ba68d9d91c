/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.capture.BodyTypes;
import io.flowmon.core.capture.CaptureBuffer;
import io.flowmon.core.capture.TextCapture;
import io.flowmon.core.event.CapturedBody;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One body of an exchange: takes no memory before the first byte, when its content type is known. */
final class BodyCapture {

    private final BodyTypes types;
    private final int cap;
    private final Supplier<@Nullable String> contentType;
    private final Supplier<@Nullable String> charset;
    private volatile @Nullable CaptureBuffer buffer;
    private @Nullable TextCapture text;
    private volatile boolean ended;

    BodyCapture(BodyTypes types, int cap, Supplier<@Nullable String> contentType, Supplier<@Nullable String> charset) {
        this.types = types;
        this.cap = cap;
        this.contentType = contentType;
        this.charset = charset;
    }

    /** Where bytes go; asked anew for every write, because {@link #clear} may have come in between. */
    CaptureBuffer bytes() {
        CaptureBuffer present = buffer;
        if (present == null) {
            present = new CaptureBuffer(types.isExcluded(told(contentType)) ? 0 : cap);
            buffer = present;
        }
        return present;
    }

    /** Where characters go; asked anew for every write. */
    TextCapture text() {
        TextCapture present = text;
        if (present == null) {
            present = new TextCapture(bytes(), charset(told(charset)));
            text = present;
        }
        return present;
    }

    /** Forgets what was copied, as the container does when a response is reset. */
    void clear() {
        buffer = null;
        text = null;
    }

    /** The application has seen the end. */
    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    long size() {
        CaptureBuffer present = buffer;
        return present == null ? 0 : present.size();
    }

    /** @param sent whether the body is to be sent; else its size alone */
    @Nullable
    CapturedBody snapshot(boolean sent, boolean unread, @Nullable String type, @Nullable String encoding) {
        CaptureBuffer present = buffer;
        if (present == null || present.size() == 0) {
            return unread ? new CapturedBody(new byte[0], 0, true, type, encoding) : null;
        }
        if (!sent) {
            return CapturedBody.omitted(present.size(), unread);
        }
        if (types.isExcluded(type)) {
            return new CapturedBody(new byte[0], present.size(), unread, type, encoding);
        }
        return present.snapshot(unread, type, encoding);
    }

    /** Jetty throws where a header names a charset that cannot be. */
    private static @Nullable String told(Supplier<@Nullable String> header) {
        try {
            return header.get();
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static Charset charset(@Nullable String name) {
        try {
            return name == null ? StandardCharsets.ISO_8859_1 : Charset.forName(name);
        } catch (IllegalArgumentException unknownHere) {
            return StandardCharsets.UTF_8;
        }
    }
}
