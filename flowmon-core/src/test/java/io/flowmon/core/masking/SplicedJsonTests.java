/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

class SplicedJsonTests {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> NAMES = List.of("a", "password", "name", "value", "token", "n\\u006fte", "");
    private static final List<String> SCALARS = List.of(
            "1",
            "-2.50e3",
            "4111111111111111",
            "true",
            "false",
            "null",
            "\"\"",
            "\"x\"",
            "\"a \\\"quoted\\\" \\\\ text\"",
            "\"password\"",
            "\"card 4111 1111 1111 1111, \\u00e4\\n\"",
            "\"\\ud800 half\"",
            "\"password=\\\"hunter2\\\" and more\"");

    private final Masker masker = new Masker(MaskingRules.defaults());

    @Test
    void splice_masksInPlaceAndKeepsTheRestAsWritten() {
        assertThat(spliced("{ \"password\" : {\"a\":[1,2]} , \"pin\":12 ,\"note\":\"caf\\u00e9\",\"n\":1.0E2 }"))
                .isEqualTo("{ \"password\" : \"***\" , \"pin\":\"***\" ,\"note\":\"caf\\u00e9\",\"n\":1.0E2 }");
    }

    @Test
    void splice_randomDocuments_sayTheSameAsGeneratedOnes() {
        for (int seed = 0; seed < 20_000; seed++) {
            StringBuilder written = new StringBuilder();
            value(new Random(seed), written, 0, true);
            String document = written.toString();
            long before = masker.masked();
            String spliced = spliced(document);
            long masked = masker.masked() - before;
            assertThat(spliced).as("seed %d: %s", seed, document).isNotNull();
            String generated = generated(document);
            assertThat(MAPPER.readTree(spliced))
                    .as("seed %d: %s", seed, document)
                    .isEqualTo(MAPPER.readTree(generated));
            assertThat(masker.masked() - before)
                    .as("seed %d: %s", seed, document)
                    .isEqualTo(2 * masked);
        }
    }

    @Test
    void splice_longDocuments_amongBrokenOnes() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            StringBuilder written = new StringBuilder("[");
            while (written.length() < random.nextInt(50_000)) {
                value(random, written, 2, true);
                written.append(',');
            }
            String document = written.append("{\"password\":\"hunter2\"}]")
                    .append(" ".repeat(random.nextInt(20_000)))
                    .toString();
            String broken =
                    document.substring(0, random.nextInt(document.strip().length() - 1) + 1);

            assertThat(MAPPER.readTree(spliced(document)))
                    .as("seed %d", seed)
                    .isEqualTo(MAPPER.readTree(generated(document)));
            assertThatThrownBy(() -> spliced(broken)).as("seed %d", seed).isInstanceOf(JacksonException.class);
        }
    }

    @Test
    void splice_nameToMask_leavesItToTheGeneratorAndCountsNothing() {
        assertThat(spliced("{\"password\":1,\"4111111111111111\":2}")).isNull();
        assertThat(masker.masked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " {}", "1", "\"x\"", "{\"a\":\n1}", "{\"a\":\t1}", "{\"a\":\"\u00E4\"}", "[1234567\u00FF]"})
    void splice_notPrintableAsciiInOneLine_isRefused(String document) {
        assertThat(spliced(document)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":}", "[1,]", "{} {}", "{}x", "{\"password\":\"x}", "[01]", "[\"\\x\"]"})
    void splice_notJson_fails(String document) {
        assertThatThrownBy(() -> spliced(document)).isInstanceOf(JacksonException.class);
    }

    private static void value(Random random, StringBuilder out, int depth, boolean container) {
        int kind = random.nextInt(container ? 2 : 6);
        if (kind > 1 || depth > 4) {
            out.append(container ? "[]" : SCALARS.get(random.nextInt(SCALARS.size())));
            return;
        }
        out.append(kind == 0 ? '{' : '[').append(space(random));
        for (int i = random.nextInt(5); i > 0; i--) {
            if (kind == 0) {
                out.append('"').append(NAMES.get(random.nextInt(NAMES.size()))).append("\":");
            }
            value(random, out.append(space(random)), depth + 1, false);
            out.append(space(random)).append(i > 1 ? "," : "");
        }
        out.append(kind == 0 ? '}' : ']');
    }

    private static String space(Random random) {
        return random.nextInt(3) == 0 ? " " : "";
    }

    private @Nullable String spliced(String document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return masker.splice(document.getBytes(StandardCharsets.UTF_8), out)
                ? out.toString(StandardCharsets.UTF_8)
                : null;
    }

    private String generated(String document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            masker.json(document.getBytes(StandardCharsets.UTF_8), generator);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
