/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.event.Durations;
import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.flow.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds a flow against its contract. What a missing message would have caused is not missed as well. */
final class Judge {

    /** Enough of one flow; what comes beyond is not told. */
    private static final int MOST = 50;

    private final Contract contract;
    private final FlowTree flow;
    private final Instant begin;
    private final List<Deviation> found = new ArrayList<>();

    private Judge(Contract contract, FlowTree flow, Instant begin) {
        this.contract = contract;
        this.flow = flow;
        this.begin = begin;
    }

    /** All that is not as it must be; nothing if the flow is not of that kind. */
    static List<Deviation> judge(Contract contract, FlowTree flow) {
        SentMessage root = flow.root();
        if (root == null || !contract.concerns(flow)) {
            return List.of();
        }
        Judge judge = new Judge(contract, flow, root.begin());
        judge.flow(root);
        return List.copyOf(judge.found);
    }

    private void flow(SentMessage root) {
        ExpectedStep expected = contract.root();
        if (root.isUnreceived()) {
            add(Deviation.absence(
                    DeviationKind.MISSING,
                    "expected " + root.endpoint() + " to be received, nobody did",
                    1,
                    List.of(Glob.ANY)));
        }
        late(contract.within(), Duration.between(begin, flow.end()), "the whole flow", "within");
        message(expected, root);
        if (expected.othersForbidden()) {
            strays();
        }
    }

    private void message(ExpectedStep step, SentMessage message) {
        outcome(step, message);
        Instant end = message.end();
        if (end != null) {
            late(step.within(), Duration.between(begin, end), step.text(), "to have ended within");
        }
        Duration took = message.took();
        if (took != null) {
            late(step.takes(), took, step.text(), "to take at most");
        }
        caused(step, message);
    }

    private void outcome(ExpectedStep step, SentMessage message) {
        if (step.outcomes().isEmpty()) {
            return;
        }
        for (Step side : message.sides()) {
            String outcome = side.outcome();
            String expected = "expected %s of %s, "
                    .formatted(
                            String.join(
                                    " or ", step.outcomes().stream().sorted().toList()),
                            step.text());
            if (side.open()) {
                add(Deviation.absence(
                        DeviationKind.WRONG_OUTCOME,
                        expected + "it has not ended at " + side.moduleType(),
                        1,
                        List.of(Glob.exactly(side.moduleType()))));
            } else if (outcome != null && !step.outcomes().contains(outcome)) {
                String who = Outcomes.failed(outcome) ? " reported by " + side.moduleType() : "";
                add(Deviation.of(DeviationKind.WRONG_OUTCOME, expected + "found " + outcome + who, 1, 0));
            }
        }
    }

    private void late(@Nullable Duration limit, Duration took, String what, String word) {
        if (limit != null && took.compareTo(limit) > 0) {
            add(Deviation.of(
                    DeviationKind.LATE,
                    "expected %s %s %s, took %s".formatted(what, word, Durations.text(limit), Durations.text(took)),
                    Durations.seconds(took),
                    Durations.seconds(limit)));
        }
    }

    private void caused(ExpectedStep above, SentMessage message) {
        String place = "below " + message.text();
        Assignment assignment = Assignment.of(above, message.caused());
        for (int i = 0; i < above.steps().size(); i++) {
            ExpectedStep step = above.steps().get(i);
            count(step, assignment, i, message);
        }
        for (Assignment.Misplaced misplaced : assignment.misplaced()) {
            add(Deviation.of(
                    DeviationKind.WRONG_ORDER,
                    "expected %s before %s %s, it began after"
                            .formatted(
                                    misplaced.step().text(), misplaced.after().text(), place),
                    1,
                    0));
        }
        if (above.othersForbidden()) {
            unexpected(assignment.others(), place);
        }
        for (int i = 0; i < above.steps().size() && found.size() < MOST; i++) {
            for (SentMessage taken : assignment.taken(i)) {
                message(above.steps().get(i), taken);
            }
        }
    }

    private void count(ExpectedStep step, Assignment assignment, int index, SentMessage above) {
        Count count = step.count();
        int number = assignment.taken(index).size();
        int unreceived = assignment.unreceived(index);
        int lost = assignment.lost(index);
        String text = "expected %s × %s below %s, found %d".formatted(count, step.text(), above.text(), number);
        boolean tooFew = number < count.least() && !(step.optional() && number == 0 && unreceived == 0);
        if (tooFew || lost > 0) {
            add(Deviation.absence(
                    DeviationKind.MISSING,
                    unreceived == 0 ? text : text + ", and " + unreceived + " sent that nobody received",
                    Math.max(tooFew ? count.least() - number : 0, lost),
                    missingFrom(step, above)));
        }
        if (number > count.most()) {
            add(Deviation.of(DeviationKind.TOO_MANY, text, number, count.most()));
        }
    }

    /** Who would have reported it: whoever handles it, and whoever sends it while handling what is above. */
    private static List<Glob> missingFrom(ExpectedStep step, SentMessage above) {
        List<Glob> modules = new ArrayList<>();
        if (step.module() == null) {
            modules.add(Glob.ANY);
        } else {
            modules.add(step.module());
        }
        above.modules().distinct().map(Glob::exactly).forEach(modules::add);
        return modules;
    }

    private void unexpected(List<SentMessage> messages, String place) {
        counts(messages)
                .forEach((text, number) ->
                        add(Deviation.of(DeviationKind.UNEXPECTED, elseFound(place, text, number), number, 0)));
    }

    /** Their causes may still be reported, by whoever takes part in such flows. */
    private void strays() {
        List<Glob> anybody = Stream.concat(flow.flow().modules().stream().map(Glob::exactly), modules(contract.root()))
                .distinct()
                .toList();
        counts(flow.strays())
                .forEach((text, number) -> add(Deviation.absence(
                        DeviationKind.UNEXPECTED, elseFound("without a known cause", text, number), number, anybody)));
    }

    private static Stream<Glob> modules(ExpectedStep step) {
        return Stream.concat(
                Stream.ofNullable(step.module()), step.steps().stream().flatMap(Judge::modules));
    }

    private static Map<String, Integer> counts(List<SentMessage> messages) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        messages.forEach(message -> counts.merge(message.text(), 1, Integer::sum));
        return counts;
    }

    private static String elseFound(String place, String text, int number) {
        return "expected nothing else %s, found %d × %s".formatted(place, number, text);
    }

    private void add(Deviation deviation) {
        if (found.size() < MOST) {
            found.add(deviation);
        }
    }
}
