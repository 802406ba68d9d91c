/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import org.jspecify.annotations.Nullable;

/** The fields of a page that shows what happened in a time: a range until now, or from and to as they were typed. */
public interface TimedForm {

    @Nullable
    String range();

    @Nullable
    String from();

    @Nullable
    String to();

    /** In which the two were typed. */
    @Nullable
    String zone();

    /** What is shown when nothing is given. */
    String defaultRange();

    /** The times as a search reads them. */
    default SearchForm times() {
        return SearchForm.ofTimes(usedRange(), from(), to(), zone());
    }

    default String usedRange() {
        String given = SearchForm.given(range());
        return given == null ? defaultRange() : given;
    }
}
