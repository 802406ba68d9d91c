/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.access.audit.AuditEntry;
import io.flowmon.server.access.audit.AuditPage;
import io.flowmon.server.access.audit.AuditQuery;
import io.flowmon.server.access.audit.AuditTrail;
import io.flowmon.server.store.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/audit}: who did what. For operators, as the rest of what tells of people. */
@RestController
class AuditController {

    private static final String PATH = "/api/audit";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final CsvTable<AuditEntry> TABLE = CsvTable.<AuditEntry>named("audit")
            .column("timestamp", AuditEntry::timestamp)
            .column("principal", AuditEntry::principal)
            .column("type", AuditEntry::type)
            .column("data", AuditController::data);

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    /** One page, the newest first. */
    record Audit(List<AuditEntry> audit, @Nullable String cursor) {}

    @GetMapping(PATH)
    @QueryParameters({"from", "to", "principal", "type", "cursor", "limit"})
    Audit audit(@RequestParam Map<String, String> parameters) {
        AuditPage page = page(parameters);
        return new Audit(page.entries(), page.cursor());
    }

    @GetMapping(path = PATH, params = CsvAnswer.FORMAT)
    @QueryParameters({"from", "to", "principal", "type", "cursor", "limit", "format"})
    ResponseEntity<byte[]> auditAsCsv(@RequestParam Map<String, String> parameters) {
        return CsvAnswer.ofRange(TABLE, PATH, parameters, asked -> {
            AuditPage page = page(asked);
            return new Page<>(page.entries(), page.cursor());
        });
    }

    private AuditPage page(Map<String, String> parameters) {
        Parameters.Range range = Parameters.range(parameters.get("from"), parameters.get("to"));
        return trail.page(new AuditQuery(
                range.from(),
                range.to(),
                Parameters.text(parameters.get("principal")),
                Parameters.text(parameters.get("type")),
                Parameters.text(parameters.get("cursor")),
                Parameters.number("limit", parameters.get("limit"), DEFAULT_LIMIT, 1, MAX_LIMIT)));
    }

    private static String data(AuditEntry entry) {
        return entry.data().entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("; "));
    }
}
