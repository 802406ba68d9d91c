/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.capture;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where a failure of the capture itself ends, so that it never becomes the application's: the first one is a warning,
 * the next ones are for debugging.
 */
public final class CaptureFailures {

    private static final Logger LOG = System.getLogger(CaptureFailures.class.getName());
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private CaptureFailures() {}

    /**
     * Swallows and logs {@code failure}. Any thread.
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
                failure);
    }
}
