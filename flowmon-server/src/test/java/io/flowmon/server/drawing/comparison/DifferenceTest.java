/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import static io.flowmon.server.flow.EventBuilder.START;
import static io.flowmon.server.flow.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flowmon.server.drawing.ExpectedFiles;
import io.flowmon.server.drawing.ShopFlow;
import io.flowmon.server.drawing.comparison.ComparedStep.Verdict;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.FlowAssembler;
import io.flowmon.server.flow.ReferenceFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DifferenceTest {

    private final Flow healthy = ShopFlow.assembled(ShopFlow.healthy("good", START));
    private final Flow failed = ShopFlow.assembled(ShopFlow.failed("bad", START.plusSeconds(60)));

    @Test
    void between_failedAndHealthy_tellsWhatIsMissingAdditionalAndChanged() {
        Difference difference = Difference.between(failed, healthy);

        assertThat(names(difference, Verdict.CHANGED)).containsExactly("POST /orders", "GET /stock/{id}");
        assertThat(names(difference, Verdict.ADDITIONAL)).containsExactly("CHANNEL failures");
        assertThat(names(difference, Verdict.MISSING))
                .containsExactly("price order", "LIST invoices", "LIST invoices", "book");
        assertThat(names(difference, Verdict.COMMON)).isEmpty();
        assertThat(difference.steps().get(1).changes())
                .containsExactly("server_error instead of ok", "2 times instead of 1");
        assertThat(difference.with(Verdict.MISSING))
                .extracting(ComparedStep::number, ComparedStep::parent)
                .containsExactly(tuple(4, 1), tuple(5, 1), tuple(6, 5), tuple(7, 6));
    }

    @Test
    void between_aFlowAndItself_isAllInCommon() {
        Difference difference = Difference.between(failed, failed);

        assertThat(difference.with(Verdict.COMMON)).hasSameSizeAs(difference.steps());
    }

    @Test
    void between_oneFailureAmongMany_isAChange() {
        Flow one = flow("one", ReferenceFlow.failing("one", START, 40, 20));
        Flow none = flow("none", ReferenceFlow.of("none", START, 40));

        Difference difference = Difference.between(one, none);

        assertThat(difference.with(Verdict.CHANGED)).singleElement().satisfies(step -> {
            assertThat(step.hop().kind()).isEqualTo(Hop.Kind.RECEIVE);
            assertThat(step.changes()).containsExactly("exception instead of ok");
            assertThat(step.flow().wentAs(new Tally(40, 1, 0, "exception", null)))
                    .isTrue();
        });
    }

    @Test
    void between_sameHopBelowAnotherStep_isAnotherStep() {
        List<StoredEvent> direct = List.of(
                call(0, "a", "GET /a", "a", null), call(1, "b", "GET /b", "b", "a"), call(2, "c", "GET /c", "c", "a"));
        List<StoredEvent> nested = List.of(
                call(0, "a", "GET /a", "a", null), call(1, "b", "GET /b", "b", "a"), call(2, "c", "GET /c", "c", "b"));

        Difference difference = Difference.between(flow("f", nested), flow("f", direct));

        assertThat(names(difference, Verdict.COMMON)).containsExactly("GET /a", "GET /b");
        assertThat(names(difference, Verdict.ADDITIONAL)).containsExactly("GET /c");
        assertThat(names(difference, Verdict.MISSING)).containsExactly("GET /c");
    }

    @Test
    void between_veryDeepFlows_neitherRecursesNorGrowsWithTheDepth() {
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            events.add(call(i, "a", "GET /a", "m" + i, i == 0 ? null : "m" + (i - 1)));
        }
        Flow deep = flow("f", events);

        assertThat(Difference.between(deep, deep).with(Verdict.COMMON)).hasSize(20_000);
    }

    @ParameterizedTest
    @EnumSource
    void graph_ofWhatDiffers_saysItInWordsToo(DrawingFormat format) {
        Difference difference = Difference.between(failed, healthy);

        ExpectedFiles.assertIs(
                "difference", format, DifferenceGraph.of(difference).text(format));
    }

    private static List<String> names(Difference difference, Verdict verdict) {
        return difference.with(verdict).stream().map(step -> step.hop().name()).toList();
    }

    private static StoredEvent call(int at, String module, String endpoint, String message, @Nullable String parent) {
        return event(at, module, "receiver", "End call", endpoint)
                .message(message)
                .parent(parent)
                .closes(Duration.ofMillis(1), "ok")
                .build();
    }

    private static Flow flow(String id, List<StoredEvent> events) {
        return FlowAssembler.assemble(id, events);
    }
}
