/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class SecondsTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0.000000000",
        "-5, 0.000000000",
        "1, 0.000000001",
        "12345678, 0.012345678",
        "999999999, 0.999999999",
        "1000000000, 1.000000000",
        "61000000001, 61.000000001",
        "9223372036854775807, 9223372036.854775807"
    })
    void nanoseconds_areWrittenAsSeconds(long nanos, String seconds) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            new Seconds().write(nanos, out);
        }
        assertThat(text).hasToString(seconds);
    }
}
