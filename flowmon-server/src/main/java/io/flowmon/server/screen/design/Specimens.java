/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.design;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page shows, read once from beside the class: the fragments, and what they are filled with. Immutable.
 *
 * @param sample by name
 * @param markup of the parts that are marks of the style sheet alone, by name
 */
record Specimens(StyleSheet style, List<Specimen> all, Map<String, Object> sample, Map<String, String> markup) {

    private static final String FOLDER = "io/flowmon/server/screen/design/";
    private static final Pattern PART = Pattern.compile("(?ms)^<(\\w+) th:fragment=\"(\\w+)\"(.*?</\\1>)$(?=\\n\\n)");

    static Specimens read() {
        JsonMapper json = JsonMapper.shared();
        Map<String, String> markup = new LinkedHashMap<>();
        PART.matcher(text("templates/fragments/parts.html"))
                .results()
                .forEach(part -> markup.put(part.group(2), "<" + part.group(1) + part.group(3)));
        return new Specimens(
                StyleSheet.of(text("static/css/flowmon.css")),
                json.readValue(text(FOLDER + "specimens.json"), new TypeReference<>() {}),
                json.readValue(text(FOLDER + "samples.json"), new TypeReference<>() {}),
                markup);
    }

    private static String text(String resource) {
        try (InputStream bytes = new ClassPathResource(resource).getInputStream()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException incomplete) {
            throw new UncheckedIOException(incomplete);
        }
    }
}
