/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.store.LoadQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/advice}. */
@RestController
class AdviceApi {

    private static final int PARTS = 12;

    private final Advisor advisor;

    AdviceApi(Advisor advisor) {
        this.advisor = advisor;
    }

    @GetMapping("/api/advice")
    @QueryParameters({"from", "to", "module", "endpoint"})
    AdviceDocument advice(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String module,
            @RequestParam(required = false) @Nullable String endpoint) {
        Parameters.Range range = Parameters.range(from, to);
        return advisor.advise(
                new LoadQuery(range.from(), range.to(), Parameters.text(module), Parameters.text(endpoint), PARTS));
    }
}
