/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.List;

/**
 * Endpoints, the most frequent first.
 *
 * @param omitted less frequent ones that one answer does not hold
 */
public record EndpointList(List<EndpointStatistics> endpoints, long omitted) {

    public EndpointList {
        endpoints = List.copyOf(endpoints);
    }
}
