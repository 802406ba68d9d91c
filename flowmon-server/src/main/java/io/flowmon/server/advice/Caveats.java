/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.store.Callee;
import io.flowmon.server.store.StationLoad.Waits;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What to bear in mind with one advice, and what none of them can know. */
final class Caveats {

    /** True of every advice. */
    static final List<Text> ALWAYS = Stream.of(
                    Sentence.RESOURCES_UNKNOWN,
                    Sentence.CALLERS_GO_ON,
                    Sentence.SAME_MIX,
                    Sentence.UNREPORTED,
                    Sentence.NO_RESERVE,
                    Sentence.OTHERS_BEAR_IT)
            .map(sentence -> Text.of(sentence.of()))
            .toList();

    private static final double NOTICEABLE = 0.1;

    private Caveats() {}

    static List<Text> of(Observation seen) {
        List<Text> caveats = new ArrayList<>();
        if (seen.span().cut()) {
            caveats.add(Text.of(Sentence.SPAN.of(
                    seen.span().from().truncatedTo(ChronoUnit.SECONDS),
                    seen.span().to().truncatedTo(ChronoUnit.SECONDS))));
        }
        if (seen.load().key().endpoint() == null) {
            caveats.add(Text.of(Sentence.ONE_KIND_OF_WORK.of()));
        } else if (seen.endpoints().size() > 1) {
            caveats.add(Text.of(Sentence.OTHER_WORK.of()));
        }
        if (seen.handout() == Handout.PER_INSTANCE) {
            caveats.add(Text.of(Sentence.EQUAL_PARTS.of()));
        }
        if (seen.elsewhere() > NOTICEABLE) {
            caveats.add(elsewhere(seen));
        }
        if (seen.load().sampled()) {
            caveats.add(Text.of(Sentence.SAMPLED.of()));
        }
        contradictory(caveats, Sentence.BUS_UNKNOWN, seen.load().bus());
        contradictory(caveats, Sentence.RECEIVER_UNKNOWN, seen.load().pool());
        return List.copyOf(caveats);
    }

    private static Text elsewhere(Observation seen) {
        Text text = Text.of(Sentence.ELSEWHERE.of(new Share(seen.elsewhere())));
        if (!seen.callees().isEmpty()) {
            Callee most = seen.callees().get(0);
            text = text.then(
                    most.peer() == null
                            ? Sentence.ELSEWHERE_ON.of(most.endpoint())
                            : Sentence.ELSEWHERE_ON_AT.of(most.endpoint(), most.peer()));
        }
        return text.then(Sentence.ELSEWHERE_STAYS.of());
    }

    private static void contradictory(List<Text> caveats, Sentence sentence, Waits waits) {
        if (waits.contradictory() > 0) {
            caveats.add(Text.of(sentence.of(waits.contradictory())));
        }
    }
}
