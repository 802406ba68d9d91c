/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.IdempotentRequest;
import io.flowmon.server.store.Removal;
import io.flowmon.server.store.WirePosition;
import io.flowmon.server.store.duckdb.OpenStore;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetentionByAgeTests extends RetentionFixture {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void run_removesWhatIsOlder_andSaysSo() throws Exception {
        store("old", NOW.minus(DAY).minusSeconds(1), 3);
        store("young", NOW.minus(DAY).plusSeconds(1), 2);
        store("now", NOW, 1);
        Retention retention = byAge(DAY);

        retention.run(NOW);

        assertThat(flows()).isEqualTo("now,young");
        assertThat(retention.last()).contains(new Removal(NOW, "flowmon.server.retention.age", 3, 1));
        assertThat(retention.events()).isEqualTo(3);
        assertThat(store.number("SELECT count(*) FROM rejected")).isEqualTo(2);
    }

    @Test
    void run_replaysThatAreOver_goWithTheirAge_andThoseUnderWayStay() throws Exception {
        replay("long-ago", timestamp(NOW.minus(DAY).minusSeconds(1)));
        replay("lately", timestamp(NOW.minus(DAY).plusSeconds(1)));
        replay("under-way", "NULL");

        byAge(DAY).run(NOW);

        assertThat(store.number("SELECT count(*) FROM replay WHERE id IN ('lately', 'under-way')"))
                .isEqualTo(2);
        assertThat(store.number("SELECT count(*) FROM replay")).isEqualTo(2);
        assertThat(store.number("SELECT count(*) FROM replayed_message")).isEqualTo(2);
    }

    @Test
    void run_alertsThatAreOver_goWithTheirAge_andOpenOnesStay() throws Exception {
        alert("over-long-ago", false, NOW.minus(DAY).minusSeconds(1));
        alert("over", false, NOW.minus(DAY).plusSeconds(1));
        alert("open", true, NOW.minus(DAY.multipliedBy(9)));

        acknowledged("over-long-ago");
        acknowledged("open");
        silenced("ended-long-ago", NOW.minus(DAY).minusSeconds(1));
        silenced("ended", NOW.minus(DAY).plusSeconds(1));

        byAge(DAY).run(NOW);

        assertThat(store.number("SELECT count(*) FROM acknowledgement WHERE alert = 'open'"))
                .isEqualTo(1);
        assertThat(store.number("SELECT count(*) FROM acknowledgement")).isEqualTo(1);
        assertThat(store.number("SELECT count(*) FROM silence WHERE id = 'ended'"))
                .isEqualTo(1);
        assertThat(store.number("SELECT count(*) FROM silence")).isEqualTo(1);
        assertThat(store.number("SELECT count(*) FROM alert WHERE id IN ('over', 'open')"))
                .isEqualTo(2);
        assertThat(store.number("SELECT count(*) FROM alert")).isEqualTo(2);
    }

    @Test
    void run_aFlowThatGoesOn_keepsItsEventsForAnHour() throws Exception {
        Instant limit = NOW.minus(DAY);
        store("over", limit.minusSeconds(60), 2);
        store("goes-on", limit.minusSeconds(60), 2);
        store("paused-too-long", limit.minusSeconds(60), 2);
        store("goes-on", limit.plusSeconds(60), 2);
        store("paused-too-long", limit.plus(Retention.LONGEST_FLOW).plusSeconds(60), 2);
        store("now", NOW, 1);

        byAge(DAY).run(NOW);
        assertThat(count("goes-on")).isEqualTo(4);
        assertThat(count("paused-too-long")).isEqualTo(2);
        assertThat(count("over")).isZero();

        byAge(DAY).run(NOW.plus(Retention.LONGEST_FLOW));
        assertThat(count("goes-on")).isZero();
    }

    @Test
    void run_whatSendersNeedToGoOn_isKept() throws Exception {
        UUID session = UUID.randomUUID();
        Instant old = NOW.minus(Duration.ofDays(9));
        EventBatch first = batch("old", old, 3, new WirePosition(session, 1), null);
        EventBatch keyed = batch("old", old, 3, null, new IdempotentRequest("k", "f", "{}"));
        store.store(first);
        store.store(keyed);
        store("old", old, 1);

        byAge(DAY).run(NOW);

        assertThat(store.number("SELECT count(*) FROM event")).isEqualTo(1);
        assertThat(store.store(first).stored()).isFalse();
        assertThat(store.store(keyed).stored()).isFalse();
    }

    @Test
    void run_everythingIsOld_laterEventsAreNumberedAfterIt() throws Exception {
        store("old", NOW.minus(Duration.ofDays(9)), 5);
        byAge(DAY).run(NOW);
        store.close();
        store = new OpenStore(folder);
        store("new", NOW, 1);

        assertThat(store.number("SELECT max(sequence) FROM event")).isEqualTo(6);
    }

    @Test
    void run_clockWasWrong_removesOnlyWhatWasReceivedTooEarly() throws Exception {
        store("young", NOW.minusSeconds(60), 2);
        store("wrong-clock", NOW.minus(Duration.ofDays(900)), 2);
        store("now", NOW, 1);

        byAge(DAY).run(NOW);

        assertThat(flows()).isEqualTo("now,young");
    }

    @Test
    void run_withoutBounds_removesNothing() throws Exception {
        store("old", NOW.minus(Duration.ofDays(9_000)), 2);
        Retention retention = new Retention(store.database(), store.store(), store.space(), settings(Duration.ZERO, 0));

        retention.run(NOW);

        assertThat(count("old")).isEqualTo(2);
        assertThat(retention.last()).isEmpty();
    }

    private String flows() throws Exception {
        try (var connection = store.database().connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT string_agg(DISTINCT correlation_id, ',' ORDER BY correlation_id) FROM event")) {
            found.next();
            return found.getString(1);
        }
    }

    private void replay(String id, String endedAt) throws Exception {
        execute("INSERT INTO replay VALUES ('" + id + "', 'anna', TIMESTAMP '2020-01-01', '{}', 'done', 1, " + endedAt
                + ")");
        execute("INSERT INTO replayed_message VALUES ('" + id
                + "', 0, uuid(), uuid(), 'flow', 'LIST a', 'failed', 'sent'," + " NULL, TIMESTAMP '2020-01-01')");
    }

    private void alert(String id, boolean open, Instant last) throws Exception {
        String time = timestamp(last);
        execute("INSERT INTO alert VALUES ('" + id + "', 'rule', 'key', 'Name', 'info', '', '', '', " + open + ", 1, "
                + time + ", " + time + ", " + time + ", 1, 1, 0, 1, NULL, NULL, NULL, [])");
    }

    private void acknowledged(String alert) throws Exception {
        String time = timestamp(NOW);
        execute("INSERT INTO acknowledgement VALUES ('" + alert + "', 'anna', " + time + ", " + time + ", '')");
    }

    private void silenced(String id, Instant end) throws Exception {
        String time = timestamp(end);
        execute("INSERT INTO silence VALUES ('" + id + "', 'rule', NULL, 'anna', " + time + ", " + time + ", '')");
    }

    private void execute(String sql) throws Exception {
        store.store()
                .submit(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute(sql);
                    }
                })
                .get();
    }

    private static String timestamp(Instant time) {
        return "TIMESTAMP '" + time.toString().replace('T', ' ').replace("Z", "") + "'";
    }
}
