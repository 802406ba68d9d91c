/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

/** Lets other packages' tests name the auto-configuration, which is nobody's business otherwise. */
public final class AsyncTesting {

    public static final Class<?> AUTO_CONFIGURATION = FlowmonAsyncAutoConfiguration.class;

    private AsyncTesting() {}
}
