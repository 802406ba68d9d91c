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
}
