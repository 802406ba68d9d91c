/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test.spring;

import io.flowmon.test.CapturedFlows;
import java.time.Duration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Captures what the context of a test would send. Equal ones let tests share a context.
 *
 * @param timeout how long assertions wait
 */
record CaptureFlowsContextCustomizer(Duration timeout) implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        FlowCapture.into(new CapturedFlows().within(timeout)).initialize(context);
    }
}
