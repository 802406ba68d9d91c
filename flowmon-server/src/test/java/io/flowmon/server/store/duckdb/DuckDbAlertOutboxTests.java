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
import io.flowmon.server.store.Interest;
import io.flowmon.server.store.Silence;
import io.flowmon.server.store.Untold;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbAlertOutboxTests {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Instant earlier = now.minusSeconds(60);
    private final Interest any =
            new Interest(Severity.INFO, Set.of(), now.minusSeconds(3_600), now.minusSeconds(86_400), earlier);

    @TempDir
    Path folder;

    private OpenStore open;
    private DuckDbAlertStore store;
    private DuckDbAlertHandling handling;
    private DuckDbAlertOutbox outbox;

    @BeforeEach
    void open() throws IOException {
        open = new OpenStore(folder);
        StoreWriter writer = new StoreWriter(open.store());
        store = new DuckDbAlertStore(writer, open.readers());
        handling = new DuckDbAlertHandling(writer, open.readers());
        outbox = new DuckDbAlertOutbox(writer, open.database());
        outbox.open("team", earlier);
    }

    @AfterEach
    void close() throws SQLException {
        outbox.close();
        open.close();
    }

    @Test
    void untold_openAlert_isRaised_untilTold_perChannel() throws IOException {
        keep("a", AlertState.RAISED);
        outbox.open("others", now);

        assertThat(whys("team", any)).containsExactly("a RAISED");
        tell("team", now);

        assertThat(whys("team", any)).isEmpty();
        assertThat(whys("others", any)).containsExactly("a RAISED");
    }

    @Test
    void untold_toldOfBefore_isResolvedOnce() throws IOException {
        keep("a", AlertState.RAISED);
        tell("team", now);
        keep("a", AlertState.RESOLVED);

        assertThat(whys("team", any)).containsExactly("a RESOLVED");
        assertThat(outbox.untold("team", any, 10)).extracting(Untold::toldAt).containsExactly(now);
        tell("team", now);

        assertThat(whys("team", any)).isEmpty();
    }

    @Test
    void untold_overBeforeItWasTold_isResolved_butNotWhatWasOverBeforeTheChannelWasThere() throws IOException {
        keep("a", AlertState.RESOLVED);
        outbox.open("new", now.plusSeconds(1));

        assertThat(whys("team", any)).containsExactly("a RESOLVED");
        assertThat(whys("new", any)).isEmpty();
    }

    @Test
    void open_again_changesNothing() throws IOException {
        keep("a", AlertState.RESOLVED);

        outbox.open("team", now.plusSeconds(1));

        assertThat(whys("team", any)).containsExactly("a RESOLVED");
    }

    @Test
    void untold_overLongAgo_isForgotten() throws IOException {
        keep("a", AlertState.RAISED);
        tell("team", now);
        keep("a", AlertState.RESOLVED);

        assertThat(whys("team", new Interest(Severity.INFO, Set.of(), earlier, now.plusSeconds(1), earlier)))
                .isEmpty();
    }

    @Test
    void untold_stillOpenLater_isAReminder_unlessAcknowledged() throws IOException {
        keep("a", AlertState.RAISED);
        keep("b", AlertState.RAISED);
        tell("team", now.minusSeconds(3_601));
        handling.acknowledge("b", new Acknowledgement("anna", now, now.plusSeconds(600), ""));

        assertThat(whys("team", any)).containsExactly("a REMINDER");
        tell("team", now);

        assertThat(whys("team", any)).isEmpty();
    }

    @Test
    void untold_silenced_waits_andWhatIsOverMeanwhileIsPassedOver() throws IOException {
        keep("a", AlertState.RAISED);
        keep("b", AlertState.RAISED);
        handling.silence(new Silence("s", "slow-step", null, "anna", now, now.plusSeconds(600), ""));
        assertThat(whys("team", any)).isEmpty();

        keep("b", AlertState.RESOLVED);
        assertThat(whys("team", any)).containsExactly("b PASSED_OVER");
        tell("team", now);

        handling.endSilence("s");
        assertThat(whys("team", any)).containsExactly("a RAISED");
    }

    @Test
    void untold_ruleBeganAnew_isOverOnlyOnceThatHasSettled_andNotRaisedAgainIfFound() throws IOException {
        keep("a", AlertState.RAISED);
        tell("team", now);
        store.closeThoseOf("slow-step");
        assertThat(whys("team", any)).isEmpty();
        assertThat(whys(
                        "team",
                        new Interest(
                                Severity.INFO,
                                Set.of(),
                                earlier,
                                earlier,
                                Instant.now().plusSeconds(1))))
                .containsExactly("a RESOLVED");

        keep("a", AlertState.RAISED);
        assertThat(whys("team", any)).isEmpty();
    }

    @Test
    void untold_ofThoseRulesAndSeverities_theMostSevereFirst() throws IOException {
        keep("info", "anomaly", Severity.INFO);
        keep("warning", "slow-step", Severity.WARNING);
        keep("critical", "lost-message", Severity.CRITICAL);

        assertThat(whys("team", any)).containsExactly("critical RAISED", "warning RAISED", "info RAISED");
        assertThat(whys("team", interest(Severity.WARNING, Set.of())))
                .containsExactly("critical RAISED", "warning RAISED");
        assertThat(whys("team", interest(Severity.WARNING, Set.of("slow-step", "anomaly"))))
                .containsExactly("warning RAISED");
        assertThat(outbox.untold("team", any, 2)).hasSize(2);
    }

    private Interest interest(Severity least, Set<String> rules) {
        return new Interest(least, rules, any.remindBefore(), any.forgetBefore(), any.settledBefore());
    }

    private List<String> whys(String channel, Interest interest) throws IOException {
        return outbox.untold(channel, interest, 100).stream()
                .map(one -> one.alert().alert().last().id() + " " + one.why())
                .toList();
    }

    private void tell(String channel, Instant at) throws IOException {
        outbox.told(
                channel,
                outbox.untold(channel, any, 100).stream().map(Untold::alert).toList(),
                at);
    }

    private void keep(String id, AlertState state) throws IOException {
        store.keep(alert(id, "slow-step", Severity.WARNING, state));
    }

    private void keep(String id, String rule, Severity severity) throws IOException {
        store.keep(alert(id, rule, severity, AlertState.RAISED));
    }

    private Alert alert(String id, String rule, Severity severity, AlertState state) {
        AlertSignal last = new AlertSignal(
                id, rule, "key", state, 1, now, now, 0.31, 0.5, 0.3, 2, null, null, null, List.of("flow-1"));
        return new Alert(last, "Slow step", severity, "means", "do", "s", now);
    }
}
