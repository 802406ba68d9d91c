/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.server.store.ContractTotal;
import io.flowmon.server.store.duckdb.OpenStore;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Judging over a real store, with the time that the test says: seconds since the start. */
class ContractCheckerTests extends CheckerFixture {

    @Test
    void flow_isJudgedWhenItHasSettled_andAgainWhenItGoesOn() throws Exception {
        store(5, root("f"));
        goOn(14);
        assertThat(judged()).isZero();
        goOn(15);
        assertThat(judged()).isOne();
        goOn(60);
        assertThat(judged()).isOne();
        store(70, root("f"));
        goOn(80);
        assertThat(judged()).isEqualTo(2);
        assertThat(alert().last().count()).isOne();
    }

    @Test
    void restartAtAnyMoment_judgesOnce() throws Exception {
        store(5, root("f"));
        for (int second = 6; second < 40; second++) {
            checker = resume();
            goOn(second);
        }

        assertThat(judged()).isOne();
        assertThat(alert().last().count()).isOne();
        assertThat(alert().last().flows()).containsExactly("f");
    }

    @Test
    void whatCouldNotBeKept_isJudgedAnew() throws Exception {
        store(5, root("f"));
        open.close();
        time = START.plusSeconds(20);
        assertThatThrownBy(checker::tick).isInstanceOf(IOException.class);
        open = new OpenStore(folder);
        checker = resume();
        goOn(21);

        assertThat(judged()).isOne();
        assertThat(alert().last().count()).isOne();
    }

    @Test
    void alert_isOver_whenNoFlowDeviatedForItsTime() throws Exception {
        store(5, root("f"));
        goOn(15);
        goOn(134);
        assertThat(alert().last().key()).isEqualTo("missing message");
        goOn(135);

        assertThat(open.contracts().openAlerts("contract:")).isEmpty();
        assertThat(checker.totals()).extracting(ContractTotal::deviating).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"store", "shop"})
    void missingMessage_isNotTold_whereWhoHandlesOrSendsItLostEvents(String module) throws Exception {
        losses.add(loss(module));
        store(5, root("f"));
        goOn(15);

        assertThat(open.contracts().openAlerts("contract:")).isEmpty();
        assertThat(checker.totals()).extracting(ContractTotal::uncertain).containsExactly(1L);
    }

    @Test
    void missingMessage_isTold_whereOthersLostEvents() throws Exception {
        losses.add(loss("other"));
        store(5, root("f"));
        goOn(15);

        assertThat(alert().last().flows()).containsExactly("f");
    }

    @Test
    void messageWithoutAKnownCause_isNotTold_whereItsCauseMayBeLost() throws Exception {
        losses.add(loss("store"));
        store(
                5,
                root("f"),
                message("f", "store", "GET /b", "root f", "b"),
                message("f", "shop", "GET /c", "lost", "c"));
        goOn(15);

        assertThat(open.contracts().openAlerts("contract:")).isEmpty();
        assertThat(checker.totals()).extracting(ContractTotal::uncertain).containsExactly(1L);
        losses.clear();
        store(20, message("f", "shop", "GET /d", "lost", "d"));
        goOn(30);
        assertThat(alert().last().key()).isEqualTo("unexpected message");
    }
}
