/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import io.flowmon.autoconfigure.Flowmon;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes the place of the facade when flowmon is switched off, so that an application that uses it starts and runs. */
final class NoFlowmon implements Flowmon {

    @Override
    public Optional<String> correlationId() {
        return Optional.empty();
    }

    @Override
    public boolean replay() {
        return false;
    }

    @Override
    public void businessKey(String name, String value) {
        // nothing is recorded
    }

    @Override
    public void log(String what, Map<String, ?> params) {
        // nothing is recorded
    }

    @Override
    public <T extends @Nullable Object, E extends Throwable> T step(String name, Work<T, E> work) throws E {
        return work.run();
    }

    @Override
    public Runnable wrap(Runnable task) {
        return task;
    }

    @Override
    public <T> Callable<T> wrap(Callable<T> task) {
        return task;
    }

    @Override
    public <T> Supplier<T> wrapSupplier(Supplier<T> task) {
        return task;
    }

    @Override
    public Executor wrap(Executor executor) {
        return executor;
    }

    @Override
    public ExecutorService wrap(ExecutorService executor) {
        return executor;
    }
}
