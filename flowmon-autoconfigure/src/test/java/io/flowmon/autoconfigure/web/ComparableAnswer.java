/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
     * As {@link #of}, but of a streamed answer the header lines are sorted and each is there once: Spring Security writes
     * them on two threads at once.
     */
    static String behindSecurity(WebRequest request, String answer) {
        if (!request.head().contains("/stream")) {
            return of(answer);
        }
        List<String> lines = of(answer).lines().toList();
        int end = lines.indexOf("");
        int headers = end < 0 ? lines.size() : end;
        return Stream.concat(
                        lines.stream().limit(headers).distinct().sorted(),
                        lines.stream().skip(headers))
                .collect(Collectors.joining("\n"));
    }
}
