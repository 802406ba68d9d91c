/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Keeps what the application under test would have sent to flowmon-server in memory, for a {@code @SpringBootTest} or any
 * other test with an application context. Nothing goes over a network: the transport bean is replaced, everything before it
 * (capture, masking, encoding, the sender) is the application's own.
 *
 * <p>The flows are a bean, and a parameter of test methods, of the type {@link io.flowmon.test.CapturedFlows}. They are
 * cleared before each test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(CapturedFlowsParameter.class)
public @interface CaptureFlows {

    /** How long assertions wait for a flow to come to rest, such as {@code 500ms} or {@code 10s}. */
    String timeout() default "5s";
}
