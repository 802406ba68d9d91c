/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps alerts. Any thread. */
public interface AlertStore {

    /**
     * Keeps the alert, unless something newer of the same id is kept. Returns once it is on disk.
     *
     * @throws IOException when it cannot be kept now
     */
    void keep(Alert alert) throws IOException;

    /**
     * Calls the rule's open alerts over, because nobody will resolve them. What is kept of them later counts, whatever its
     * version. Returns once it is on disk.
     *
     * @throws IOException when it cannot be noted now
     */
    void closeThoseOf(String rule) throws IOException;

    /**
     * As {@link #closeThoseOf} for all rules but these; ids with a colon are none of rules.
     *
     * @throws IOException as above
     */
    void closeAllButThoseOf(Set<String> rules) throws IOException;

    /** The alerts that match, those first that began last. Bounded in time and rows by the implementation. */
    Page<HandledAlert> alerts(AlertQuery query);

    /** The alert of that id. */
    Optional<HandledAlert> alert(String id);

    /** The alerts that name one of these flows, by correlation id, those first that began last. Bounded in number. */
    Map<String, List<HandledAlert>> ofFlows(Collection<String> correlationIds);
}
