/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.capture.CaptureFailures;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** What went wrong in work that returned normally: a future keeps its exception to itself. */
final class TaskFailures {

    private TaskFailures() {}

    /** Only the JDK's own futures are asked: that of an application may do anything when it is. */
    static @Nullable Throwable of(@Nullable Object task) {
        if (!(task instanceof FutureTask<?> || task instanceof CompletableFuture<?>)
                || !(task instanceof Future<?> future)
                || !future.isDone()) {
            return null;
        }
        try {
            future.get();
            return null;
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (CancellationException cancelled) {
            return cancelled;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        } catch (Throwable t) {
            CaptureFailures.swallow("ask a task for its failure", t);
            return null;
        }
    }
}
