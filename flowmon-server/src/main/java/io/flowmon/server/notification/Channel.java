/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification;

import java.util.List;

/** A way to people. Used by one thread at a time, but for tests that somebody asks for. */
@FunctionalInterface
public interface Channel {

    /**
     * Hands the notices over, all in one message; returns once the other side has them.
     *
     * @param notices at least one
     * @throws DeliveryException if it may not have them
     * @throws InterruptedException if the server stops meanwhile
     */
    void deliver(List<Notice> notices) throws DeliveryException, InterruptedException;
}
