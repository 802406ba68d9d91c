/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.capture;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where a failure of the capture itself ends, so that it never becomes the application's: the first one is a warning,
 * the next ones are for debugging.
 */
public final class CaptureFailures {

    private static final Logger LOG = System.getLogger(CaptureFailures.class.getName());
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private CaptureFailures() {}

    /**
     * Swallows and logs {@code failure}, without its message. Any thread.
     *
     * @param what what could not be done, for the log
     * @throws VirtualMachineError if {@code failure} is one: nobody may swallow that
     */
    public static void swallow(String what, Throwable failure) {
        if (failure instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        boolean first = WARNED.compareAndSet(false, true);
        LOG.log(
                first ? Level.WARNING : Level.DEBUG,
                () -> "flowmon could not " + what + "; the application is not affected."
                        + (first ? " Further failures are logged at DEBUG." : ""),
                new Swallowed(failure, 0));
    }

    /**
     * A failure for the log: its class and where it happened. Not its message, which may quote what somebody has sent.
     */
    private static final class Swallowed extends Exception {

        private static final int MAX_CAUSES = 10;

        Swallowed(Throwable failure, int depth) {
            super(failure.getClass().getName(), causeOf(failure, depth), false, true);
            setStackTrace(failure.getStackTrace());
        }

        private static @Nullable Throwable causeOf(Throwable failure, int depth) {
            Throwable cause = failure.getCause();
            return cause == null || depth == MAX_CAUSES ? null : new Swallowed(cause, depth + 1);
        }
    }
}
