/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class IdTextTests {

    private final IdText ids = new IdText();

    @Test
    void write_oneAfterTheOther_givesTheIdsOwnText() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            assertThat(written(id)).isEqualTo('"' + id.toString() + '"');
        }
    }

    @Test
    void write_zeros_keepsThem() {
        assertThat(written(new UUID(0, 1))).isEqualTo("\"00000000-0000-0000-0000-000000000001\"");
    }

    private String written(UUID id) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            ids.write(id, out);
        }
        return text.toString();
    }
}
