/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds {@code docs/configuration.md} against the metadata of all modules: each property, its default, its description. */
class ConfigurationDocumentTests {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    @Test
    void document_hasEachPropertyWithItsDefaultAndDescription() throws IOException {
        assertThat(documented()).isEqualTo(declared());
    }

    @Test
    void property_hasADescription() throws IOException {
        assertThat(declared())
                .isNotEmpty()
                .allSatisfy((name, row) -> assertThat(row).as(name).doesNotEndWith("| null |"));
    }

    /** The table rows, by property. */
    private static Map<String, String> documented() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `flowmon."))
                .collect(Collectors.toMap(
                        ConfigurationDocumentTests::nameOf, row -> row, (one, other) -> one, TreeMap::new));
    }

    private static Map<String, String> declared() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        ClassLoader classes = ConfigurationDocumentTests.class.getClassLoader();
        for (URL metadata : Collections.list(classes.getResources(METADATA))) {
            try (InputStream json = metadata.openStream()) {
                for (JsonNode property : JsonMapper.shared().readTree(json).get("properties")) {
                    String name = property.get("name").stringValue();
                    if (name.startsWith("flowmon.")) {
                        rows.put(name, row(name, property));
                    }
                }
            }
        }
        return rows;
    }

    private static String row(String name, JsonNode property) {
        String value = defaultOf(property.get("defaultValue"));
        JsonNode description = property.get("description");
        return "| `" + name + "` | " + value + (value.isEmpty() ? "" : " ") + "| "
                + (description == null ? "null" : description.stringValue()) + " |";
    }

    private static String defaultOf(JsonNode value) {
        if (value == null) {
            return "";
        }
        String text = value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
                : value.asString();
        return "`" + text + "`";
    }

    private static String nameOf(String row) {
        return row.substring(row.indexOf('`') + 1, row.indexOf('`', row.indexOf('`') + 1));
    }
}
