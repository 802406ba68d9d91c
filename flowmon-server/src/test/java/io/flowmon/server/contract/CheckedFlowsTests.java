/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.event.IncomingEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flows that settle late, go on later, or come in numbers; and clocks. */
class CheckedFlowsTests extends CheckerFixture {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void flowThatFirstSettlesLong_afterItBegan_isJudgedFromItsBeginning(boolean restart) throws Exception {
        store(5, root("f"));
        int second = 5;
        while (second < 3_700) {
            second += 9;
            store(second, message("f", "shop", "log", null, null));
            goOn(second);
        }
        checker = restart ? resume() : checker;
        store(second + 1, message("f", "store", "GET /b", "root f", "b"));
        goOn(second + 30);

        assertThat(judged()).isOne();
        assertThat(open.contracts().openAlerts("contract:")).isEmpty();
        assertThat(checker.skipped()).isZero();
    }

    @Test
    void flowThatGoesOnLater_isNotJudgedByThatPart() throws Exception {
        store(5, root("f"), message("f", "store", "GET /b", "root f", "b"));
        goOn(15);
        store(7_200, redelivered(root("f")));
        goOn(7_210);
        assertThat(judged()).isEqualTo(2);
        assertThat(open.contracts().openAlerts("contract:")).isEmpty();
        assertThat(checker.skipped()).isZero();

        goOn(TWO_DAYS - 1);
        store(TWO_DAYS, redelivered(root("f")));
        goOn(TWO_DAYS + 10);
        assertThat(judged()).as("too long ago").isEqualTo(2);
        assertThat(checker.skipped()).isOne();
    }

    @Test
    void flowOfAModuleWhoseClockIsWrong_isJudged() throws Exception {
        goOn(TWO_DAYS);
        store(TWO_DAYS + 5, root("f"));
        goOn(TWO_DAYS + 15);

        assertThat(judged()).isOne();
        assertThat(checker.skipped()).isZero();
    }

    @Test
    void clockThatWasSetBack_judgingGoesOnFromThere() throws Exception {
        store(5, root("f"));
        goOn(100);
        time = START.plusSeconds(50);
        checker = resume();
        assertThat(checker.judgedUpTo()).isEqualTo(time);
        store(55, root("g"));
        goOn(65);

        assertThat(judged()).isEqualTo(2);
    }

    @Test
    void manyFlowsThatSettleAtOnce_areJudgedInParts() throws Exception {
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < 4_500; i++) {
            events.add(root("f" + i));
            if (events.size() == 45) {
                store(5 + i / 1_000, events.toArray(IncomingEvent[]::new));
                events.clear();
            }
        }
        time = START.plusSeconds(60);
        int ticks = 1;
        while (checker.tick()) {
            ticks++;
        }

        assertThat(ticks).isGreaterThan(1);
        assertThat(judged()).isEqualTo(4_500);
        assertThat(alert().last().count()).isEqualTo(4_500);
        assertThat(alert().last().flows()).hasSize(10);
    }

    @Test
    void flowThatHadNotSettledWhenTheServerStopped_isJudged_howeverLongThatLasts() throws Exception {
        store(5, root("f"));
        goOn(8);
        time = START.plusSeconds(TWO_DAYS);
        checker = resume();
        goOn(TWO_DAYS);

        assertThat(judged()).isOne();
        assertThat(alert().last().flows()).containsExactly("f");
    }
}
