/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.flow.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** The rows of a flow's time line, of which a page shows a part; each is made when it is asked for. One thread. */
final class StepRows {

    private static final int MOST_SHOWN = 200;
    private static final String TOP = "#timeline-title";

    private final Flow flow;
    private final TimeScale scale;
    private final List<Place> places = new ArrayList<>();
    private final IdentityHashMap<Step, Place> byStep = new IdentityHashMap<>();
    private final IdentityHashMap<Step, StepView> made = new IdentityHashMap<>();
    private final int before;

    /**
     * A part of the rows.
     *
     * @param first number of its first row, from 1
     * @param last number of its last row
     * @param all how many rows the flow has
     * @param earlier leads to those before; null if there are none
     * @param later leads to those after; null if there are none
     */
    record Part(
            int first,
            int last,
            int all,
            @Nullable String earlier,
            @Nullable String later) {}

    private record Place(int number, @Nullable Message message, Step step) {

        int depth() {
            return StepView.indent(message, step);
        }
    }

    /** @param asked number of a step that the page must show, from 1; what is no such number shows the first or last ones */
    StepRows(Flow flow, int asked) {
        this.flow = flow;
        this.scale = TimeScale.of(flow);
        flow.messages().forEach(message -> message.steps().forEach(step -> place(message, step)));
        flow.unattached().forEach(step -> place(null, step));
        int shown = Math.max(1, Math.min(asked, places.size()));
        this.before = (shown - 1) / MOST_SHOWN * MOST_SHOWN;
    }

    /** Those of the page. */
    List<StepView> shown() {
        return places.subList(before, last()).stream()
                .map(place -> of(place.step()))
                .toList();
    }

    /** The rows that failed, the deepest ones first. */
    List<StepView> failed(int most) {
        return failed().sorted(Comparator.comparingInt(place -> -place.depth()))
                .limit(most)
                .map(place -> of(place.step()))
                .toList();
    }

    /** How many rows failed. */
    long failures() {
        return failed().count();
    }

    /** The row of a step of this flow. */
    StepView of(Step step) {
        return made.computeIfAbsent(step, none -> {
            Place place = Objects.requireNonNull(byStep.get(step));
            return StepView.of(flow, scale, place.number(), link(place.number()), place.message(), step);
        });
    }

    /** What the page shows of them. */
    Part part() {
        int last = last();
        return new Part(
                before + 1,
                last,
                places.size(),
                before == 0 ? null : address(before) + TOP,
                last == places.size() ? null : address(last + 1) + TOP);
    }

    private int last() {
        return Math.min(places.size(), before + MOST_SHOWN);
    }

    private Stream<Place> failed() {
        return places.stream().filter(place -> Outcomes.failed(place.step().outcome()));
    }

    private void place(@Nullable Message message, Step step) {
        Place place = new Place(places.size() + 1, message, step);
        places.add(place);
        byStep.put(step, place);
    }

    private String link(int number) {
        String anchor = "#" + StepView.anchor(number);
        return number > before && number <= last() ? anchor : address(number) + anchor;
    }

    private String address(int number) {
        return "/flows/" + UriUtils.encode(flow.correlationId(), StandardCharsets.UTF_8) + "?step=" + number;
    }
}
