/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.util.UUID;

/** What a {@link DeliveryWindow} tells of its session. */
interface SessionLog {

    /** The batch with this number need not be kept any more: the server has it. In the order of the numbers. */
    void settled(long number, int events);

    /** What is not settled belongs to another session now; number n has become n - {@code offset}. */
    void renumbered(UUID session, long offset);
}
