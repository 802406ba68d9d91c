/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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

    private final ContractRunner runner;
    private final ContractDesk desk;

    ContractsController(ContractRunner runner, ContractDesk desk) {
        this.runner = runner;
        this.desk = desk;
    }

    /**
     * All of them.
     *
     * @param judgedUpTo what had settled by then has been judged
     * @param skipped flows that were not judged since the start of the server
     * @param trouble why flows cannot be judged now, if that is so
     */
    record Contracts(
            List<ContractDocument> contracts,
            @Nullable Instant judgedUpTo,
            long skipped,
            @Nullable String trouble) {}

    @GetMapping("/api/contracts")
    @QueryParameters({})
    Contracts contracts() {
        ContractRunner.State state = runner.state();
        return new Contracts(
                state.files().stream()
                        .map(file -> ContractDocument.of(file, state.totals().get(file.id()), false))
                        .toList(),
                state.judgedUpTo(),
                state.skipped(),
                state.trouble());
    }

    @GetMapping("/api/contracts/{contract}")
    @QueryParameters({})
    ContractDocument contract(@PathVariable String contract) {
        ContractRunner.State state = runner.state();
        return state.files().stream()
                .filter(file -> file.id().equals(contract))
                .map(file -> ContractDocument.of(file, state.totals().get(file.id()), true))
                .findFirst()
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no contract " + contract));
    }

    @GetMapping("/api/contracts/draft")
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
                        Parameters.number("flows", flows, DRAWN_FROM, 1, DRAWN_FROM)));
    }

    /** A form's body would be taken for parameters. */
    @PostMapping(path = "/api/contracts/check", consumes = "!application/x-www-form-urlencoded")
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
