/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/**
 * What a name decides about its value.
 *
 * @param masked the value is masked whole
 * @param kept the value is shown as it is
 * @param allowed the value may be shown in allow-list mode
 * @param wholeLine in free text, the value reaches to the end of the line, as a header's does
 * @param label the value names a field that stands beside it: {@code {"name": "password", "value": "…"}}
 * @param labelled the value of such a field
 */
record NameRule(boolean masked, boolean kept, boolean allowed, boolean wholeLine, boolean label, boolean labelled) {

    /** For values that have no name. */
    static final NameRule UNNAMED = new NameRule(false, false, false, false, false, false);

    /** For names that cannot be decided. */
    static final NameRule UNDECIDABLE = new NameRule(true, false, false, false, false, false);

    NameRule asMaskedLine() {
        return new NameRule(true, kept, allowed, true, label, labelled);
    }
}
