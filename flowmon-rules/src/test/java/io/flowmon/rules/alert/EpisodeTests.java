/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which flows an alert names in the course of its life. */
class EpisodeTests {

    @Test
    void flows_areTheFirstFive_andTheFiveNewest() {
        Episode episode = Episode.begin(slow(0));
        for (int i = 1; i < 30; i++) {
            episode.add(slow(i));
        }

        AlertSignal signal = episode.signal("slow-step", AlertState.UPDATED);

        assertThat(signal.flows()).containsExactly("f0", "f1", "f2", "f3", "f4", "f25", "f26", "f27", "f28", "f29");
        assertThat(signal.count()).isEqualTo(30);
    }

    @Test
    void flowThatIsNamed_isNamedOnce() {
        Episode episode = Episode.begin(slow(0));
        List.of(1, 0, 2, 1).forEach(number -> episode.add(slow(number)));

        assertThat(episode.flows).containsExactly("f0", "f1", "f2");
    }

    @Test
    void flowWhoseCaseIsTakenBack_makesRoom() {
        Episode episode = Episode.begin(slow(0));
        for (int i = 1; i < 12; i++) {
            episode.add(slow(i));
        }
        episode.takeBack(slow(3));
        episode.add(slow(12));

        assertThat(episode.flows).containsExactly("f0", "f1", "f2", "f4", "f7", "f8", "f9", "f10", "f11", "f12");
    }

    private static Observation slow(int number) {
        return new Observation(
                "shop GET /a", number, number, 1, 0.3, 0.3, true, false, "f" + number, "shop", null, "GET /a", null);
    }
}
