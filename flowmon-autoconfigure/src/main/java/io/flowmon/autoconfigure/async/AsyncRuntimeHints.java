/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** For native images: the field with the decorator that an executor already has. */
final class AsyncRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        for (Class<?> executor : new Class<?>[] {ThreadPoolTaskExecutor.class, SimpleAsyncTaskExecutor.class}) {
            hints.reflection().registerType(executor, type -> type.withField("taskDecorator"));
        }
    }
}
