/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.server.store.QueryFailedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** The audit log page by page. */
class AuditPagesTests {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private AuditLog log;

    @BeforeEach
    void open() {
        log = new AuditLog(folder, DataSize.ofKilobytes(100), DataSize.ofKilobytes(100), new JsonMapper());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 30, 100})
    void pages_togetherGiveEachEntryOnce_theNewestFirst(int limit) {
        for (int i = 0; i < 30; i++) {
            // Six at a time: a page may end among those of one moment.
            add("anna", "LOGIN", i / 6, String.valueOf(i));
        }

        List<AuditEntry> all = all(null, null, limit);

        assertThat(all).hasSize(30);
        assertThat(all).extracting(entry -> entry.data().get("number")).doesNotHaveDuplicates();
        assertThat(all).extracting(AuditEntry::timestamp).isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    @Test
    void page_ofOnePerson_orType_leavesOutTheOthers_andTellsAllTypes() {
        add("anna", "LOGIN", 0, "0");
        add("bert", "LOGIN", 1, "1");
        add("anna", "LOGOUT", 2, "2");

        assertThat(all("anna", null, 50)).extracting(AuditEntry::type).containsExactly("LOGOUT", "LOGIN");
        assertThat(all(null, "LOGIN", 50)).extracting(AuditEntry::principal).containsExactly("bert", "anna");
        assertThat(log.page(query("nobody", null, null, 50)).types()).containsExactly("LOGIN", "LOGOUT");
    }

    @Test
    void page_ofATime_beginsWithItAndEndsBeforeIt() {
        for (int i = 0; i < 5; i++) {
            add("anna", "LOGIN", i, String.valueOf(i));
        }
        AuditPage page = log.page(new AuditQuery(START.plusSeconds(1), START.plusSeconds(3), null, null, null, 50));
        assertThat(page.entries())
                .extracting(entry -> entry.data().get("number"))
                .containsExactly("2", "1");
        assertThat(page.cursor()).isNull();
    }

    @Test
    void failuresOfStrangers_standAmongTheOthersByTime() {
        add("anna", "LOGIN", 0, "0");
        add("unknown token", "AUTHENTICATION_FAILURE", 1, "1");
        add("anna", "LOGOUT", 2, "2");
        assertThat(all(null, null, 1))
                .extracting(AuditEntry::type)
                .containsExactly("LOGOUT", "AUTHENTICATION_FAILURE", "LOGIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "2026-01-02T03:04:05Z", "2026-13-02T03:04:05Z_1", "2026-01-02T03:04:05Z_9999999"})
    void cursor_thatNobodyGaveOut_isRefused(String cursor) {
        assertThatThrownBy(() -> log.page(query(null, null, cursor, 50)))
                .isInstanceOfSatisfying(QueryFailedException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(QueryFailedException.Reason.BAD_CURSOR));
    }

    private List<AuditEntry> all(@Nullable String principal, @Nullable String type, int limit) {
        List<AuditEntry> all = new ArrayList<>();
        String cursor = null;
        do {
            AuditPage page = log.page(query(principal, type, cursor, limit));
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.entries());
            cursor = page.cursor();
        } while (cursor != null);
        return all;
    }

    private static AuditQuery query(
            @Nullable String principal, @Nullable String type, @Nullable String cursor, int limit) {
        return new AuditQuery(START.minusSeconds(60), START.plusSeconds(60), principal, type, cursor, limit);
    }

    private void add(String principal, String type, int second, String number) {
        log.add(new AuditEvent(
                START.plusSeconds(second), principal, type, Map.of("address", "10.0.0.1", "number", number)));
    }
}
