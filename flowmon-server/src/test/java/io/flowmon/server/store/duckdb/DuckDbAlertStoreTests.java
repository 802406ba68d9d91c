/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.definition.Severity;
import io.flowmon.server.store.Acknowledgement;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.Silence;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbAlertStoreTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    @TempDir
    Path folder;

    private OpenStore open;
    private DuckDbAlertStore store;
    private DuckDbAlertHandling handling;

    @BeforeEach
    void open() {
        open = new OpenStore(folder);
        store = new DuckDbAlertStore(new StoreWriter(open.store()), open.readers());
        handling = new DuckDbAlertHandling(new StoreWriter(open.store()), open.readers());
    }

    @AfterEach
    void close() throws SQLException {
        open.close();
    }

    @Test
    void keep_everything_isReadAsItWas() throws IOException {
        Alert alert = alert("a", "slow-step", NOW, AlertState.UPDATED, 2);

        store.keep(alert);

        assertThat(store.alert("a")).contains(new HandledAlert(alert, null, null));
        assertThat(store.alert("b")).isEmpty();
    }

    @Test
    void keep_olderVersion_changesNothing_andANewerOneDoes() throws IOException {
        store.keep(alert("a", "slow-step", NOW, AlertState.UPDATED, 2));
        store.keep(alert("a", "slow-step", NOW, AlertState.RAISED, 1));
        assertThat(version("a")).isEqualTo(2);

        store.keep(alert("a", "slow-step", NOW, AlertState.RESOLVED, 3));
        assertThat(version("a")).isEqualTo(3);
        assertThat(states("a")).containsExactly(AlertState.RESOLVED);
    }

    @Test
    void alerts_areThoseThatWentOnThen_theLastBegunFirst_pageByPage() throws IOException {
        for (int i = 0; i < 5; i++) {
            store.keep(alert("over-" + i, "slow-step", NOW.plusSeconds(i), AlertState.RESOLVED, 1));
        }
        store.keep(alert("open", "stuck", NOW.minus(9, ChronoUnit.DAYS), AlertState.UPDATED, 1));
        store.keep(alert("long-over", "stuck", NOW.minus(9, ChronoUnit.DAYS), AlertState.RESOLVED, 1));

        assertThat(ids(null, null)).containsExactly("over-4", "over-3", "over-2", "over-1", "over-0", "open");
        assertThat(ids("stuck", null)).containsExactly("open");
        assertThat(ids(null, false)).hasSize(5);
        assertThat(ids("slow-step", true)).isEmpty();
    }

    @Test
    void alerts_thatBeganAtTheSameTime_areAllOnSomePage() throws IOException {
        for (int i = 0; i < 7; i++) {
            store.keep(alert("same-" + i, "slow-step", NOW, AlertState.UPDATED, 1));
        }

        assertThat(ids(null, null))
                .containsExactly("same-6", "same-5", "same-4", "same-3", "same-2", "same-1", "same-0");
    }

    @Test
    void closeThoseOf_aRule_areOver_andWhatIsKeptLaterOpensThemAgain() throws IOException {
        store.keep(alert("a", "slow-step", NOW, AlertState.UPDATED, 9));
        store.keep(alert("b", "stuck", NOW, AlertState.UPDATED, 9));

        store.closeThoseOf("slow-step");
        assertThat(states("a", "b")).containsExactly(AlertState.RESOLVED, AlertState.UPDATED);

        store.keep(alert("a", "slow-step", NOW, AlertState.RAISED, 1));
        assertThat(states("a")).containsExactly(AlertState.UPDATED);
    }

    @Test
    void closeAllButThoseOf_rules() throws IOException {
        store.keep(alert("a", "slow-step", NOW, AlertState.UPDATED, 9));
        store.keep(alert("b", "stuck", NOW, AlertState.UPDATED, 9));

        store.closeAllButThoseOf(Set.of("stuck", "other"));
        assertThat(states("a", "b")).containsExactly(AlertState.RESOLVED, AlertState.UPDATED);

        store.keep(alert("c", "contract:order", NOW, AlertState.UPDATED, 9));
        store.closeAllButThoseOf(Set.of());
        assertThat(states("b")).containsExactly(AlertState.RESOLVED);
        assertThat(states("c")).as("no rule's").containsExactly(AlertState.UPDATED);
    }

    @Test
    void acknowledge_holdsUntilItsTime_orIsTakenBack() throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        store.keep(alert("a", "slow-step", NOW, AlertState.UPDATED, 1));
        Acknowledgement made = new Acknowledgement("anna", now, now.plusSeconds(60), "it's known");

        handling.acknowledge("a", new Acknowledgement("ben", now, now.plusSeconds(9), ""));
        handling.acknowledge("a", made);
        assertThat(store.alert("a").orElseThrow().acknowledgement()).isEqualTo(made);

        assertThat(handling.takeBack("a")).isTrue();
        assertThat(handling.takeBack("a")).isFalse();
        assertThat(store.alert("a").orElseThrow().acknowledgement()).isNull();

        handling.acknowledge("a", new Acknowledgement("anna", now, now.minusSeconds(1), ""));
        assertThat(store.alert("a").orElseThrow().acknowledgement()).isNull();
    }

    @Test
    void silence_coversTheRule_orOneKeyOfIt_untilTheLastEnds() throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        store.keep(alert("a", "slow-step", NOW, AlertState.UPDATED, 1));
        store.keep(alert("b", "stuck", NOW, AlertState.UPDATED, 1));
        Silence ofKey = silence("1", "orders GET /a", now.plusSeconds(60));
        Silence ofRule = silence("2", null, now.plusSeconds(90));

        handling.silence(silence("0", null, now.minusSeconds(1)));
        handling.silence(silence("3", "orders GET /other", now.plusSeconds(99)));
        assertThat(store.alert("a").orElseThrow().silencedUntil()).isNull();

        handling.silence(ofKey);
        handling.silence(ofRule);
        assertThat(store.alert("a").orElseThrow().silencedUntil()).isEqualTo(ofRule.until());
        assertThat(store.alert("b").orElseThrow().silencedUntil()).isNull();
        assertThat(handling.silences()).extracting(Silence::id).containsExactly("3", "2", "1");
        assertThat(handling.silences()).contains(ofKey, ofRule);

        assertThat(handling.endSilence("2")).isTrue();
        assertThat(handling.endSilence("2")).isFalse();
        assertThat(store.alert("a").orElseThrow().silencedUntil()).isEqualTo(ofKey.until());
    }

    private static Silence silence(String id, @Nullable String key, Instant until) {
        return new Silence(id, "slow-step", key, "anna", until.minusSeconds(100), until, "deploying");
    }

    private List<String> ids(@Nullable String rule, @Nullable Boolean open) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            Page<HandledAlert> page =
                    store.alerts(new AlertQuery(NOW.minusSeconds(60), NOW.plusSeconds(60), rule, open, cursor, 2));
            page.items().forEach(alert -> ids.add(alert.alert().last().id()));
            cursor = page.cursor();
        } while (cursor != null);
        return ids;
    }

    private List<AlertState> states(String... ids) {
        return List.of(ids).stream()
                .map(id -> store.alert(id).orElseThrow().alert().last().state())
                .toList();
    }

    private int version(String id) {
        return store.alert(id).orElseThrow().alert().last().version();
    }

    private static Alert alert(String id, String rule, Instant began, AlertState state, int version) {
        return new Alert(
                new AlertSignal(
                        id,
                        rule,
                        "orders GET /a",
                        state,
                        version,
                        began,
                        began.plusSeconds(1),
                        0.5,
                        0.75,
                        0.3,
                        12,
                        "orders",
                        null,
                        "GET /a",
                        List.of("flow-1", "it's")),
                "Slow step",
                Severity.CRITICAL,
                "An action took longer.",
                "Look.",
                "s",
                NOW);
    }
}
