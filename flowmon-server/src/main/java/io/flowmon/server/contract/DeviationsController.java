/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.api.CsvAnswer;
import io.flowmon.server.api.CsvTable;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.contract.DeviationsDocument.DeviatingFlow;
import io.flowmon.server.contract.DeviationsDocument.Difference;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/contracts/{contract}/deviations}: in what flows were not as they must be. */
@RestController
class DeviationsController {

    private static final String PATH = "/api/contracts/{contract}/deviations";
    private static final CsvTable<Row> TABLE = CsvTable.<Row>named("deviations")
            .column("correlation_id", row -> row.flow().correlationId())
            .column(
                    "kind",
                    row -> row.difference() == null ? null : row.difference().kind())
            .column(
                    "text",
                    row -> row.difference() == null ? null : row.difference().text())
            .column("alerts", row -> row.flow().alerts());

    private final Deviations deviations;

    DeviationsController(Deviations deviations) {
        this.deviations = deviations;
    }

    /** A difference of a flow; none of a flow that has none any more. */
    private record Row(DeviatingFlow flow, @Nullable Difference difference) {

        static Stream<Row> of(DeviatingFlow flow) {
            return flow.differences().isEmpty()
                    ? Stream.of(new Row(flow, null))
                    : flow.differences().stream().map(difference -> new Row(flow, difference));
        }
    }

    @GetMapping(PATH)
    @QueryParameters({"from", "to"})
    DeviationsDocument deviations(
            @PathVariable String contract,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        return deviations.of(contract, Parameters.range(from, to));
    }

    @GetMapping(path = PATH, params = CsvAnswer.FORMAT)
    @QueryParameters({"from", "to", "format"})
    ResponseEntity<byte[]> deviationsAsCsv(
            @PathVariable String contract,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam String format) {
        List<Row> rows = deviations.of(contract, Parameters.range(from, to)).flows().stream()
                .flatMap(Row::of)
                .toList();
        return CsvAnswer.whole(TABLE, format, rows, 0);
    }
}
