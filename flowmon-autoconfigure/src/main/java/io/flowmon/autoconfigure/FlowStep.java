/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes every call of a bean's method a step, as {@link Flowmon#step} does: {@code Begin <name>}, the method,
 * {@code End <name>}. Works where Spring's own method annotations do: on calls from outside of the bean, to methods that
 * are neither private nor final. The step ends when the method returns, whatever goes on behind a future.
 *
 * <p>On a class or an interface it makes every public method a step; one on the method itself is stronger.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FlowStep {

    /**
     * The step's name. Default: the class's and the method's, as in {@code Pricing.price}. On a class or an interface it
     * stands in the place of the class's name.
     */
    String value() default "";
}
