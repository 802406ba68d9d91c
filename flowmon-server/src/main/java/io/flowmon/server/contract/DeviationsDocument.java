/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.time.Instant;
import java.util.List;

/**
 * How flows deviated from one contract, as its alerts tell.
 *
 * @param kinds by how many flows, the most first
 * @param flows some of those behind the alerts, at most ten of each alert, those first whose alert had news last
 */
public record DeviationsDocument(List<Kind> kinds, List<DeviatingFlow> flows) {

    public DeviationsDocument {
        kinds = List.copyOf(kinds);
        flows = List.copyOf(flows);
    }

    /**
     * A kind of deviation.
     *
     * @param kind the alerts' key
     * @param flows how many deviated so
     * @param last when one was found last, by the clock of judging
     * @param alert id of the newest one
     * @param open whether that goes on
     */
    public record Kind(String kind, long flows, Instant last, String alert, boolean open) {}

    /**
     * A flow.
     *
     * @param alerts ids of those that name it
     * @param differences what was expected and what was found, as the flow and its contract are now; empty where the flow is as it
     *     must be by now
     */
    public record DeviatingFlow(String correlationId, List<String> alerts, List<Difference> differences) {

        public DeviatingFlow {
            alerts = List.copyOf(alerts);
            differences = List.copyOf(differences);
        }
    }

    /** A difference in words. */
    public record Difference(String kind, String text) {}
}
