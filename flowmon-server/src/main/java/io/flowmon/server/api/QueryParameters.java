/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The query parameters that a call of the interface takes. Any other is answered with 400: a misspelt filter would
 * answer with everything. A call without this annotation takes none.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryParameters {

    /** Their names; one that ends in {@code .*} stands for every name that begins so. */
    String[] value();

    /** Whether it also takes those that say which flows are meant, {@link FlowQueries#PARAMETERS}. */
    boolean ofFlows() default false;
}
