/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

/** Answers without what differs from one call to the next: the time of day, ports, session ids, tokens against forgery. */
final class ComparableAnswer {

    private ComparableAnswer() {}

    static String of(String answer) {
        return answer.replaceAll("(?mi)^(date|last-modified): .*$", "$1")
                .replaceAll("\"timestamp\":\"[^\"]*\"", "timestamp")
                .replaceAll("localhost:[0-9]+", "localhost")
                .replaceAll("JSESSIONID=[^;]*", "JSESSIONID")
                .replaceAll("name=\"_csrf\"( type=\"hidden\")? value=\"[^\"]*\"", "csrf");
    }

    /**
     * As {@link #of}, but a streamed answer without the headers that Spring Security writes: it does so on two threads at
     * once, the filter's and the one that streams, and which of them come through is left to chance.
     */
    static String behindSecurity(WebRequest request, String answer) {
        String comparable = of(answer);
        return request.head().contains("/stream")
                ? comparable.replaceAll(
                        "(?mi)^(cache-control|expires|pragma|x-content-type-options|x-frame-options|x-xss-protection): .*\\R",
                        "")
                : comparable;
    }
}
