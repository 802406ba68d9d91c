/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds {@link CaptureFlows} on a test class. */
final class CaptureFlowsContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        CaptureFlows annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass, CaptureFlows.class);
        return annotation == null
                ? null
                : new CaptureFlowsContextCustomizer(DurationStyle.detectAndParse(annotation.timeout()));
    }
}
