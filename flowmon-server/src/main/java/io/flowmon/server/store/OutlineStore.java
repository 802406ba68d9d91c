/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.Collection;
import java.util.function.Predicate;

/** Many flows at once, as a question that somebody waits for. Any thread; bounded in time and size by the implementation. */
public interface OutlineStore {

    /**
     * Hands over those of the flows that are there and have at most {@code mostEvents} events, in the order of their ids. They are
     * read part by part, so that the taker decides how much is held at once.
     *
     * @param taker answers whether it wants another one
     * @return whether the taker wanted all of them
     */
    boolean hand(Collection<String> correlationIds, int mostEvents, Predicate<FlowOutline> taker);
}
