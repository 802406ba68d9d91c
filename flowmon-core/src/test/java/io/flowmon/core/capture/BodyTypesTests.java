/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTypesTests {

    private final BodyTypes types = new BodyTypes(List.of("image/*", "application/pdf"));

    @ParameterizedTest
    @ValueSource(
            strings = {"image/png", "IMAGE/PNG", "application/pdf", "Application/PDF;v=1", "application/pdf ; v=1"})
    void excludedTypes_areFound(String contentType) {
        assertThat(types.isExcluded(contentType)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/pdfx", "imagex/png", "", ";", "image"})
    void otherTypes_areNot(String contentType) {
        assertThat(types.isExcluded(contentType)).isFalse();
        assertThat(types.isExcluded(null)).isFalse();
    }
}
