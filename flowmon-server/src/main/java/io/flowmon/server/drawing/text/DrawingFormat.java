/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The languages that drawings are written in. */
public enum DrawingFormat {
    /** Drawn by many wikis and code hosts as it stands. */
    MERMAID,
    /** Drawn by PlantUML. */
    PLANTUML,
    /** Drawn by Graphviz. */
    DOT;

    /** The format's name in a request, and the default of every call that draws. */
    public static final String DEFAULT = "mermaid";

    /**
     * The format of that name.
     *
     * @param others what the call answers in besides, for the problem document
     * @throws ErrorResponseException 400, with what is supported, when there is none of that name
     */
    public static DrawingFormat of(String name, String... others) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new ErrorResponseException(HttpStatus.BAD_REQUEST, unsupported(others), null));
    }

    private static ProblemDetail unsupported(String... others) {
        String supported = Stream.concat(Arrays.stream(values()).map(DrawingFormat::wireName), Arrays.stream(others))
                .map("format="::concat)
                .collect(Collectors.joining(", "));
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "This format is not supported. Supported: " + supported + ".");
        problem.setTitle("Unsupported format");
        return problem;
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
