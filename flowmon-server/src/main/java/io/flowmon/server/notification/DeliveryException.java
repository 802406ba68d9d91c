/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A channel did not take a message. The text says why, without secrets. */
public final class DeliveryException extends Exception {

    private final boolean permanent;
    private final @Nullable Duration retryAfter;

    private DeliveryException(
            String message, @Nullable Throwable cause, boolean permanent, @Nullable Duration retryAfter) {
        super(message, cause);
        this.permanent = permanent;
        this.retryAfter = retryAfter;
    }

    /** It may be taken later. */
    public static DeliveryException later(String message, @Nullable Throwable cause) {
        return new DeliveryException(message, cause, false, null);
    }

    /**
     * It may be taken later.
     *
     * @param retryAfter when the other side wants to be asked again, from now
     */
    public static DeliveryException later(String message, @Nullable Duration retryAfter) {
        return new DeliveryException(message, null, false, retryAfter);
    }

    /** This very message will never be taken. */
    public static DeliveryException never(String message, @Nullable Throwable cause) {
        return new DeliveryException(message, cause, true, null);
    }

    /** Whether this very message will never be taken. */
    boolean isPermanent() {
        return permanent;
    }

    /** When the other side wants to be asked again. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
