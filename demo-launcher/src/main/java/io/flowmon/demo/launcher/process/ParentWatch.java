/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends this process when the one that started it is gone, in whatever way that went, a kill included. Used as a Java
 * agent, so that what is watched needs no code for it.
 */
public final class ParentWatch {

    private static final Duration GRACE = Duration.ofSeconds(30);

    private ParentWatch() {}

    /**
     * Called by the JVM before main.
     *
     * @param parent the process id to watch
     */
    public static void premain(String parent) {
        endWith(Long.parseLong(parent));
    }

    /** Returns at once; a daemon thread waits. An orderly exit that takes too long is cut short. */
    public static void endWith(long parent) {
        CompletableFuture<?> ended = ProcessHandle.of(parent)
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        daemon(() -> {
            ended.join();
            daemon(() -> System.exit(1));
            haltAfterGrace();
        });
    }

    private static void haltAfterGrace() {
        try {
            new CompletableFuture<Void>().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }
}
