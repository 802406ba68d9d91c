/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.drawing.text.DrawingFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drawings that are pinned byte for byte, as files that a diagram tool opens. */
public final class ExpectedFiles {

    private static final Path DRAWN = Path.of("target", "drawings");

    private static final Map<DrawingFormat, String> ENDINGS =
            Map.of(DrawingFormat.MERMAID, "mmd", DrawingFormat.PLANTUML, "puml", DrawingFormat.DOT, "dot");

    private ExpectedFiles() {}

    /** Fails unless the text is that of the file among the test's resources; what was drawn is then in {@code target}. */
    public static void assertIs(String file, String drawn) {
        try {
            Files.createDirectories(DRAWN);
            Files.writeString(DRAWN.resolve(file), drawn);
            assertThat(drawn).as(file).isEqualTo(read(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same for a drawing; the file's name ends as those of the format do. */
    public static void assertIs(String name, DrawingFormat format, String drawn) {
        assertIs(name + "." + ENDINGS.get(format), drawn);
    }

    private static @Nullable String read(String file) throws IOException {
        try (InputStream content = ExpectedFiles.class.getResourceAsStream(file)) {
            return content == null ? null : new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
