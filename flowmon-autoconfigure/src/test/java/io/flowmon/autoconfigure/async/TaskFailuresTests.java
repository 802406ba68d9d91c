/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TaskFailuresTests {

    private final IllegalStateException failure = new IllegalStateException("out of stock");

    @Test
    void of_futureOfTheJdk_isItsFailure() {
        FutureTask<Void> task = new FutureTask<>(() -> {
            throw failure;
        });
        task.run();

        assertThat(TaskFailures.of(task)).isSameAs(failure);
        assertThat(TaskFailures.of(CompletableFuture.failedFuture(failure))).isSameAs(failure);
    }

    @Test
    void of_futureOfTheApplication_isNotAsked() {
        assertThat(TaskFailures.of(new OwnFuture())).isNull();
    }

    @Test
    void of_futureWhoseGetThrows_isNoFailure() {
        CompletableFuture<Object> broken = new CompletableFuture<>() {
            @Override
            public Object get() {
                throw new UnsupportedOperationException();
            }
        };
        broken.complete("done");

        assertThat(TaskFailures.of(broken)).isNull();
    }

    private static final class OwnFuture implements Future<String> {

        @Override
        public boolean cancel(boolean interrupt) {
            return false;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public String get() {
            throw new AssertionError("nobody may ask");
        }

        @Override
        public String get(long timeout, TimeUnit unit) {
            return get();
        }
    }
}
