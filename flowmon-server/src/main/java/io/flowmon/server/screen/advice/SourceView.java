/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.advice;

import io.flowmon.server.advice.AdviceDocument;
import java.util.List;

/**
 * Where a formula is from.
 *
 * @param number what is reckoned by it, by its name in the interface
 */
record SourceView(String number, List<TextPart> source) {

    static SourceView of(AdviceDocument.SourceDocument document) {
        return new SourceView(document.number(), TextPart.of(document.source()));
    }
}
