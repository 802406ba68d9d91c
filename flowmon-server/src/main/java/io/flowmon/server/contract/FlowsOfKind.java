/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.query.QueryScope;
import io.flowmon.server.store.FlowOutline;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.FlowSummary;
import io.flowmon.server.store.OutlineStore;
import io.flowmon.server.store.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds flows by how they begin, the newest first. Any thread; the questions are bounded as people's are. */
@Component
class FlowsOfKind {

    /** More pages are not looked through, so that a question that finds nothing ends. */
    private static final int MOST_PAGES = 20;

    private static final int PAGE = 100;

    private final FlowStore flows;
    private final OutlineStore outlines;

    FlowsOfKind(FlowStore flows, OutlineStore outlines) {
        this.flows = flows;
        this.outlines = outlines;
    }

    /** Takes flows until it has enough. */
    interface Taker extends Consumer<FlowTree> {
        boolean hasEnough();

        /** Tells which flows are handed over next, all of one page. */
        default void announce(List<String> correlationIds) {}
    }

    /**
     * Hands over flows that have such a message somewhere; whether they begin with it, the taker has to look.
     *
     * @param module of an event; null for any
     * @param endpoint of the same event; null for any
     * @param outcome the worst of the flow; null for any
     * @return whether there may be more that were not handed over
     */
    boolean hand(
            Instant from,
            Instant to,
            @Nullable String module,
            @Nullable String endpoint,
            @Nullable String outcome,
            Taker taker) {
        FlowQuery query = new FlowQuery(from, to, module, endpoint, outcome, null, null, Map.of(), null, PAGE);
        for (int page = 0; page < MOST_PAGES; page++) {
            FlowQuery asked = query;
            Page<FlowSummary> found = QueryScope.inner(() -> flows.flows(asked));
            List<String> ids =
                    found.items().stream().map(FlowSummary::correlationId).toList();
            taker.announce(ids);
            if (!outlines.hand(ids, SettledFlows.MOST_EVENTS, outline -> offer(outline, taker))) {
                return true;
            }
            if (found.cursor() == null) {
                return false;
            }
            query = query.page(found.cursor(), PAGE);
        }
        return true;
    }

    private static boolean offer(FlowOutline outline, Taker taker) {
        if (taker.hasEnough()) {
            return false;
        }
        taker.accept(FlowTree.of(outline));
        return true;
    }
}
