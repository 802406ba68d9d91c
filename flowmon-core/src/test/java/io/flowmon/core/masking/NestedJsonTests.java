/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** JSON in a string of JSON, several times over, as real writers write it. */
class NestedJsonTests {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Masker masker = new Masker(MaskingRules.defaults());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    hunter two
                    "quoted" and more
                    ends with a backslash\\
                    \\"
                    a\\\\"b\\"c
                    it's
                    """)
    void json_wrappedOneToSixTimes_isMaskedByNameAndNothingElseIs(String secret) {
        for (int wraps = 1; wraps <= 6; wraps++) {
            String shown = MaskerTests.json(masker, wrapped(secret, wraps));

            for (int i = 0; i < wraps; i++) {
                shown = MAPPER.readTree(shown).get("payload").stringValue();
            }
            assertThat(shown)
                    .as("%d wraps", wraps)
                    .isEqualTo("{\"user\":\"joe\",\"password\":\"***\",\"note\":\"fine\"}");
        }
    }

    private static String wrapped(String secret, int times) {
        Map<String, String> login = new LinkedHashMap<>();
        login.put("user", "joe");
        login.put("password", secret);
        login.put("note", "fine");
        String json = MAPPER.writeValueAsString(login);
        for (int i = 0; i < times; i++) {
            json = MAPPER.writeValueAsString(Map.of("payload", json));
        }
        return json;
    }
}
