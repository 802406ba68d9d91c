/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.StationKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The events behind a number.
 *
 * @param flows the call that lists all flows of that module and endpoint in that time
 * @param correlationIds some of them: those whose actions took longest
 */
public record EvidenceDocument(String flows, List<String> correlationIds) {

    static EvidenceDocument of(StationKey key, LoadQuery query, List<String> correlationIds) {
        return new EvidenceDocument(flows(key.module(), key.endpoint(), query), correlationIds);
    }

    static String flows(String module, @Nullable String endpoint, LoadQuery query) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath("/api/flows").queryParam("module", "{module}");
        if (endpoint != null) {
            uri.queryParam("endpoint", "{endpoint}");
        }
        uri.queryParam("from", "{from}").queryParam("to", "{to}").encode();
        return endpoint == null
                ? uri.build(module, query.from(), query.to()).toString()
                : uri.build(module, endpoint, query.from(), query.to()).toString();
    }
}
