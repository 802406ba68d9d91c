/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.audit.AuditEvent;
import tools.jackson.databind.json.JsonMapper;

class AuditFileTests {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    @Test
    void find_afterAnotherStart_findsByPrincipalTimeAndType() {
        AuditFile first = file(1_000_000);
        first.add(event("anna", "LOGIN", 0));
        first.add(event("bert", "LOGIN", 1));
        first.add(event("anna", "LOGOUT", 2));

        AuditFile second = file(1_000_000);

        assertThat(second.find("anna", null, null))
                .extracting(AuditEvent::getType)
                .containsExactly("LOGIN", "LOGOUT");
        assertThat(second.find(null, START, null)).hasSize(2);
        assertThat(second.find(null, null, "LOGIN")).hasSize(2);
        assertThat(second.find("anna", null, "LOGIN").get(0).getData()).containsEntry("address", "10.0.0.1\n{}");
    }

    @Test
    void add_fullFile_isKeptOnceAndTheLogIsBounded() throws IOException {
        AuditFile file = file(1_000);
        for (int i = 0; i < 100; i++) {
            file.add(event("anna", "LOGIN", i));
        }

        assertThat(file.find("anna", START.plusSeconds(97), null)).hasSize(2);
        assertThat(Files.size(folder.resolve("audit.jsonl")) + Files.size(folder.resolve("audit-before.jsonl")))
                .isLessThan(2_500);
    }

    @Test
    void add_flood_leavesTheRestOfTheMinuteOut() {
        AuditFile file = file(1_000_000);
        for (int i = 0; i < 400; i++) {
            file.add(event("stranger", "AUTHENTICATION_FAILURE", 0));
        }
        file.add(event("anna", "LOGIN", 120));

        assertThat(file.find("stranger", null, null)).hasSize(300);
        assertThat(file.find("anna", null, null)).hasSize(1);
    }

    @Test
    void find_lineCutByACrash_isSkipped() throws IOException {
        AuditFile file = file(1_000_000);
        file.add(event("anna", "LOGIN", 0));
        Files.writeString(folder.resolve("audit.jsonl"), "{\"timestamp\":\"20\n", StandardOpenOption.APPEND);
        file.add(event("anna", "LOGOUT", 1));

        assertThat(file.find("anna", null, null)).hasSize(2);
    }

    private AuditFile file(long fullAt) {
        return new AuditFile(folder, fullAt, new JsonMapper());
    }

    private static AuditEvent event(String principal, String type, int second) {
        return new AuditEvent(START.plusSeconds(second), principal, type, Map.of("address", "10.0.0.1\n{}"));
    }
}
