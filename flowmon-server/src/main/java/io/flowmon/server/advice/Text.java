/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is said about one thing: sentences that belong together. The interface says it in English. */
public record Text(List<Statement> statements) {

    public Text {
        statements = List.copyOf(statements);
    }

    static Text of(Statement... statements) {
        return new Text(List.of(statements));
    }

    /** The same, and then that. */
    Text then(Statement next) {
        List<Statement> all = new ArrayList<>(statements);
        all.add(next);
        return new Text(all);
    }

    /** In English, with times as ISO 8601 writes them. */
    @JsonValue
    public String english() {
        return statements.stream()
                .map(one -> one.in(Locale.ENGLISH, Instant::toString))
                .collect(Collectors.joining(" "));
    }
}
