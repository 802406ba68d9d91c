/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import io.flowmon.server.drawing.graph.Graph;
import io.flowmon.server.flow.FlowNotFoundException;
import io.flowmon.server.flow.Flows;
import io.flowmon.server.query.QueryScope;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.FlowSummary;
import io.flowmon.server.store.Page;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Draws the flows that match a query. They are read one by one, and each is forgotten once it is counted, so the memory
 * that this takes is that of one flow; after {@link #MOST_TIME} those that are not read yet are left out, but for the
 * first. Any thread.
 */
@Component
class FlowSet {

    private static final Duration MOST_TIME = Duration.ofSeconds(10);
    private static final int PAGE = 500;
    private static final int MOST_COUNTED = 5_000;

    private final FlowStore store;
    private final Flows flows;
    private final Duration mostTime;

    @Autowired
    FlowSet(FlowStore store, Flows flows) {
        this(store, flows, MOST_TIME);
    }

    FlowSet(FlowStore store, Flows flows, Duration mostTime) {
        this.store = store;
        this.flows = flows;
        this.mostTime = mostTime;
    }

    /** As many of the newest flows that match as the query's limit says, and a note about the others. */
    Graph draw(FlowQuery query) {
        Page<FlowSummary> page = QueryScope.inner(() -> store.flows(query));
        FlowsGraph drawing = new FlowsGraph();
        long end = System.nanoTime() + mostTime.toNanos();
        int read = 0;
        for (FlowSummary summary : page.items()) {
            if (read > 0 && System.nanoTime() - end >= 0) {
                break;
            }
            add(summary.correlationId(), drawing);
            read++;
        }
        return drawing.graph(leftOut(query, page.items().size() - read, page.cursor()));
    }

    /** A flow that was removed since it was found is no flow any more. */
    private void add(String correlationId, FlowsGraph drawing) {
        try {
            drawing.add(QueryScope.inner(() -> flows.get(correlationId)));
        } catch (FlowNotFoundException removed) {
            return;
        }
    }

    private String leftOut(FlowQuery query, long unread, @Nullable String cursor) {
        long count = unread;
        String next = cursor;
        while (next != null && count <= MOST_COUNTED) {
            FlowQuery rest = query.page(next, PAGE);
            Page<FlowSummary> page = QueryScope.inner(() -> store.flows(rest));
            count += page.items().size();
            next = page.cursor();
        }
        if (count == 0) {
            return "";
        }
        String number = next == null ? String.valueOf(count) : "more than " + count;
        return "… %s other flows match and are not drawn".formatted(number);
    }
}
