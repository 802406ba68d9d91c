/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.capture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells by the content type which bodies are only counted. Any thread. */
public final class BodyTypes {

    private final ContentTypes excluded;

    /** @param excluded types such as {@code application/pdf}; {@code image/*} stands for all its subtypes */
    public BodyTypes(List<String> excluded) {
        this.excluded = new ContentTypes(excluded);
    }

    /** Whether bodies of this {@code Content-Type} are counted and not kept. */
    public boolean isExcluded(@Nullable String contentType) {
        return excluded.contains(contentType);
    }
}
