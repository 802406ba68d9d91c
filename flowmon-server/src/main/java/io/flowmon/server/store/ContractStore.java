/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is known of contracts, and the flows that they are about, for the one who judges them. Reads beside the questions of
 * people. Any thread; every method fails with an {@link IOException} when the store cannot do it now.
 */
public interface ContractStore {

    /** How far flows have been judged; nothing if none ever was. */
    Optional<ContractProgress> progress() throws IOException;

    /** The totals of all contracts. */
    List<ContractTotal> totals() throws IOException;

    /** All cases, the oldest first. */
    List<ContractCase> cases() throws IOException;

    /** Open alerts of contracts: those of rules whose ids begin so. */
    List<Alert> openAlerts(String origin) throws IOException;

    /** Keeps all of it or nothing; returns once it is on disk. */
    void keep(ContractChanges changes) throws IOException;

    /** Number of the last event received before {@code time}. */
    long lastBefore(Instant time) throws IOException;

    /**
     * Which of the flows may begin in one of these ways, and where, among events after a number.
     *
     * @param endpoints patterns of SQL's LIKE with {@code !} as the escape, one of which an event without a parent matches
     */
    Map<String, FlowBeginning> beginnings(
            Collection<String> correlationIds, List<String> endpoints, long after, long upTo) throws IOException;

    /**
     * Hands over the flows with their events after one number and up to another, without those with more than {@code mostEvents}, in
     * the order of their ids. They are read part by part, so that the taker decides how much is held at once.
     */
    void hand(Collection<String> correlationIds, long after, long upTo, int mostEvents, Consumer<FlowOutline> taker)
            throws IOException;
}
