/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;

/** Which errors the container dispatches to a page of the application before an exchange is over. */
final class ErrorPages {

    private static final int INTERNAL_SERVER_ERROR = 500;

    private final List<ErrorPage> pages;

    private ErrorPages(List<ErrorPage> pages) {
        this.pages = pages;
    }

    /** The pages that are registered with the container; it asks the same beans. */
    static ErrorPages of(Stream<ErrorPageRegistrar> registrars) {
        Stream.Builder<ErrorPage> pages = Stream.builder();
        registrars.forEach(registrar ->
                registrar.registerErrorPages(registered -> List.of(registered).forEach(pages)));
        return new ErrorPages(pages.build().toList());
    }

    boolean hasOneFor(int status) {
        return pages.stream().anyMatch(page -> page.isGlobal() || page.getStatusCode() == status);
    }

    boolean hasOneFor(Throwable escaped) {
        return hasOneFor(INTERNAL_SERVER_ERROR)
                || pages.stream()
                        .map(ErrorPage::getException)
                        .anyMatch(type -> isInstance(type, escaped) || isInstance(type, escaped.getCause()));
    }

    private static boolean isInstance(@Nullable Class<? extends Throwable> type, @Nullable Throwable error) {
        return type != null && type.isInstance(error);
    }
}
