/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import org.jspecify.annotations.Nullable;

/** Who sends, and what became of it. Any thread; each call is bounded in time and rows by the implementation. */
public interface SenderStore {

    /**
     * The processes that ever sent a heartbeat, by {@code module_id}, of the same id the one started last first.
     *
     * @param module only those of this module type; null for all
     */
    Page<Sender> senders(@Nullable String module, @Nullable String cursor, int limit);
}
