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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class AuditLogTests {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    @Test
    void find_afterAnotherStart_findsByPrincipalTimeAndType() {
        AuditLog first = file(1_000_000);
        first.add(event("anna", "LOGIN", 0));
        first.add(event("bert", "LOGIN", 1));
        first.add(event("anna", "LOGOUT", 2));

        AuditLog second = file(1_000_000);

        assertThat(second.find("anna", null, null))
                .extracting(AuditEvent::getType)
                .containsExactly("LOGIN", "LOGOUT");
        assertThat(second.find(null, START, null)).hasSize(2);
        assertThat(second.find(null, null, "LOGIN")).hasSize(2);
        assertThat(second.find("anna", null, "LOGIN").get(0).getData()).containsEntry("address", "10.0.0.1\n{}");
    }

    @Test
    void add_fullFile_isKeptOnceAndTheLogIsBounded() throws IOException {
        AuditLog file = file(1_000);
        for (int i = 0; i < 100; i++) {
            file.add(event("anna", "LOGIN", i));
        }

        assertThat(file.find("anna", START.plusSeconds(97), null)).hasSize(2);
        assertThat(Files.size(folder.resolve("audit.jsonl")) + Files.size(folder.resolve("audit-before.jsonl")))
                .isLessThan(2_500);
    }

    @Test
    void add_floodOfStrangers_neitherSilencesNorPushesOutWhoIsKnown() throws IOException {
        AuditLog log = file(10_000);
        log.add(event("anna", "AUTHENTICATION_SUCCESS", 0));
        for (int i = 0; i < 10_000; i++) {
            log.add(failure("10.0.0.1", i / 100));
        }
        log.add(event("bert", "AUTHENTICATION_SUCCESS", 100));

        assertThat(log.find("anna", null, null)).hasSize(1);
        assertThat(log.find("bert", null, null)).hasSize(1);
        assertThat(size("audit-strangers.jsonl") + size("audit-strangers-before.jsonl"))
                .isLessThan(21_000);
    }

    @Test
    void add_manyFailuresOfAnAddressInAMinute_areCounted() {
        AuditLog log = file(1_000_000);
        for (int i = 0; i < 400; i++) {
            log.add(failure("10.0.0.1", 0));
        }
        log.add(failure("10.0.0.2", 0));

        assertThat(log.find("unknown token", null, null)).hasSize(6);
        assertThat(log.find("10.0.0.1", null, StrangersBudget.FURTHER))
                .singleElement()
                .satisfies(further -> assertThat(further.getData()).containsEntry("count", 395L));
        log.close();
        assertThat(file(1_000_000).find("10.0.0.1", null, StrangersBudget.FURTHER))
                .hasSize(1);
    }

    @Test
    void add_failuresOfManyAddresses_areBounded() {
        AuditLog log = file(1_000_000);
        for (int i = 0; i < 3_000; i++) {
            log.add(failure("10.0." + i / 250 + "." + i % 250, 0));
        }
        log.add(failure("10.0.0.1", 60));

        List<AuditEvent> found = log.find(null, null, null);
        assertThat(found).hasSizeLessThan(StrangersBudget.WHOLE_OF_ALL + StrangersBudget.MOST_ADDRESSES);
        assertThat(log.find("other addresses", null, null)).hasSize(1);
    }

    @Test
    void add_manyRefusedCallsOfAKnownPrincipal_areAllKept() {
        AuditLog log = file(1_000_000);
        for (int i = 0; i < 400; i++) {
            log.add(event("token:intake", "AUTHORIZATION_FAILURE", 0));
        }
        assertThat(log.find("token:intake", null, null)).hasSize(400);
    }

    @Test
    void add_detailsOfALogin_areTheAddressAndNotTheSession() {
        AuditLog log = file(1_000_000);
        WebAuthenticationDetails details = new WebAuthenticationDetails("10.0.0.1", "session-4711");
        log.add(new AuditEvent(START, "anna", "AUTHENTICATION_SUCCESS", Map.of("details", details)));

        assertThat(log.find("anna", null, null).get(0).getData()).isEqualTo(Map.of("address", "10.0.0.1"));
    }

    @Test
    void find_lineCutByACrash_isSkipped() throws IOException {
        AuditLog file = file(1_000_000);
        file.add(event("anna", "LOGIN", 0));
        Files.writeString(folder.resolve("audit.jsonl"), "{\"timestamp\":\"20\n", StandardOpenOption.APPEND);
        file.add(event("anna", "LOGOUT", 1));

        assertThat(file.find("anna", null, null)).hasSize(2);
    }

    private AuditLog file(long fullAt) {
        return new AuditLog(folder, DataSize.ofBytes(fullAt), DataSize.ofBytes(fullAt), new JsonMapper());
    }

    private static AuditEvent event(String principal, String type, int second) {
        return new AuditEvent(START.plusSeconds(second), principal, type, Map.of("address", "10.0.0.1\n{}"));
    }

    private static AuditEvent failure(String address, int second) {
        return new AuditEvent(
                START.plusSeconds(second), "unknown token", "AUTHENTICATION_FAILURE", Map.of("address", address));
    }

    private long size(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.size(path) : 0;
    }
}
