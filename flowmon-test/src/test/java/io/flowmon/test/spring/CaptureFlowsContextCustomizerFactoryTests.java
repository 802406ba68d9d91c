/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.ContextCustomizer;

class CaptureFlowsContextCustomizerFactoryTests {

    @Test
    void annotation_onTheClassAboveOrMeta_customizesEqually() {
        assertThat(customizer(Annotated.class))
                .isEqualTo(new CaptureFlowsContextCustomizer(Duration.ofSeconds(5)))
                .isEqualTo(customizer(Inheriting.class))
                .isEqualTo(customizer(WithMetaAnnotation.class));
    }

    @Test
    void timeout_isRead() {
        assertThat(customizer(Patient.class)).isEqualTo(new CaptureFlowsContextCustomizer(Duration.ofMinutes(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> customizer(Mistaken.class));
    }

    @Test
    void withoutTheAnnotation_nothingIsCustomized() {
        assertThat(customizer(Plain.class)).isNull();
    }

    private static @Nullable ContextCustomizer customizer(Class<?> testClass) {
        return new CaptureFlowsContextCustomizerFactory().createContextCustomizer(testClass, List.of());
    }

    static class Plain {}

    @CaptureFlows
    static class Annotated {}

    static class Inheriting extends Annotated {}

    @CaptureFlows
    @Retention(RetentionPolicy.RUNTIME)
    @interface InFlows {}

    @InFlows
    static class WithMetaAnnotation {}

    @CaptureFlows(timeout = "2m")
    static class Patient {}

    @CaptureFlows(timeout = "soon")
    static class Mistaken {}
}
