/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.List;

/**
 * What flows could be narrowed by, each with how many of them have it. Modules are those that would be there with any module
 * and endpoint, endpoints with any endpoint, outcomes with any outcome: what was chosen does not hide its alternatives.
 *
 * @param endpoints of the chosen module, or of all
 * @param businessKeys names of business keys
 */
public record FlowFacets(Facet modules, Facet endpoints, Facet outcomes, Facet businessKeys) {

    /**
     * The values of one kind.
     *
     * @param values the most frequent ones first
     * @param omitted how many others there are
     */
    public record Facet(List<FacetValue> values, long omitted) {

        public Facet {
            values = List.copyOf(values);
        }
    }

    /**
     * A value.
     *
     * @param flows how many have it, scaled where only a sample of the flows is recorded
     */
    public record FacetValue(String value, long flows) {}
}
