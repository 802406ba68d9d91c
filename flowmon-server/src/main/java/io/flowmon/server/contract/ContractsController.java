/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.api.CsvAnswer;
import io.flowmon.server.api.CsvTable;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code /api/contracts}: how they are doing, drafts, and dry runs. */
@RestController
class ContractsController {

    private static final int DRAWN_FROM = 500;
    private static final int EXAMINED = 1_000;
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=UTF-8");

    private static final String PATH = "/api/contracts";
    private static final CsvTable<ContractDocument> TABLE = CsvTable.<ContractDocument>named("contracts")
            .column("contract", ContractDocument::contract)
            .column("file", ContractDocument::file)
            .column("state", ContractDocument::state)
            .column("name", ContractDocument::name)
            .column("severity", ContractDocument::severity)
            .column("module", ContractDocument::module)
            .column("endpoint", ContractDocument::endpoint)
            .column("judged", ContractDocument::judged)
            .column("kept", ContractDocument::kept)
            .column("deviating", ContractDocument::deviating)
            .column("uncertain", ContractDocument::uncertain)
            .column("problems", ContractDocument::problems);

    private final ContractReport report;
    private final ContractDesk desk;

    ContractsController(ContractReport report, ContractDesk desk) {
        this.report = report;
        this.desk = desk;
    }

    @GetMapping(PATH)
    @QueryParameters({})
    ContractsDocument contracts() {
        return report.all();
    }

    @GetMapping(path = PATH, params = CsvAnswer.FORMAT)
    @QueryParameters("format")
    ResponseEntity<byte[]> contractsAsCsv(@RequestParam String format) {
        return CsvAnswer.whole(TABLE, format, report.all().contracts(), 0);
    }

    @GetMapping(PATH + "/{contract}")
    @QueryParameters({})
    ContractDocument contract(@PathVariable String contract) {
        return report.one(contract);
    }

    @GetMapping(PATH + "/draft")
    @QueryParameters({"module", "endpoint", "from", "to", "flows"})
    ResponseEntity<String> draft(
            @RequestParam(required = false) @Nullable String module,
            @RequestParam(required = false) @Nullable String endpoint,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String flows) {
        return ResponseEntity.ok()
                .contentType(YAML)
                .body(desk.draft(
                                required("module", module),
                                required("endpoint", endpoint),
                                Parameters.range(from, to),
                                Parameters.number("flows", flows, DRAWN_FROM, 1, DRAWN_FROM))
                        .text());
    }

    /** A form's body would be taken for parameters. */
    @PostMapping(path = PATH + "/check", consumes = "!application/x-www-form-urlencoded")
    CheckDocument check(
            InputStream body,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String flows)
            throws IOException {
        byte[] yaml = body.readNBytes(ContractReader.LARGEST + 1);
        if (yaml.length > ContractReader.LARGEST) {
            throw new ResponseStatusException(
                    HttpStatus.CONTENT_TOO_LARGE, "A contract has at most " + ContractReader.LARGEST + " bytes");
        }
        return desk.check(
                new String(yaml, StandardCharsets.UTF_8),
                Parameters.range(from, to),
                Parameters.number("flows", flows, EXAMINED, 1, EXAMINED));
    }

    private static String required(String name, @Nullable String text) {
        String given = Parameters.text(text);
        if (given == null) {
            throw Parameters.wrong(name + " is missing");
        }
        return given;
    }
}
