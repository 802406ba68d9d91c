/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.api.CsvAnswer;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/advice}. */
@RestController
class AdviceApi {

    private final Advisor advisor;

    AdviceApi(Advisor advisor) {
        this.advisor = advisor;
    }

    @GetMapping("/api/advice")
    @QueryParameters({"from", "to", "module", "endpoint"})
    AdviceDocument advice(@RequestParam Map<String, String> parameters) {
        return found(parameters);
    }

    @GetMapping(path = "/api/advice", params = CsvAnswer.FORMAT)
    @QueryParameters({"from", "to", "module", "endpoint", "format"})
    ResponseEntity<byte[]> adviceAsCsv(@RequestParam Map<String, String> parameters) {
        AdviceDocument found = found(parameters);
        return CsvAnswer.whole(AdviceTable.TABLE, parameters.get(CsvAnswer.FORMAT), found.advice(), found.omitted());
    }

    private AdviceDocument found(Map<String, String> parameters) {
        Parameters.Range range = Parameters.range(parameters.get("from"), parameters.get("to"));
        return advisor.advise(
                range.from(),
                range.to(),
                Parameters.text(parameters.get("module")),
                Parameters.text(parameters.get("endpoint")));
    }
}
