/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Flaw;
import io.flowmon.server.flow.Flaws;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.FlowNotFoundException;
import io.flowmon.server.flow.Flows;
import io.flowmon.server.query.QueryScope;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.FlowSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Finds what a flow went like when it went well. Looks back in growing stretches of time, because most often the last hour
 * has one and a longer one costs more. Any thread.
 */
@Component
class HealthyFlows {

    private static final List<Duration> LOOKS_BACK =
            List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(30));

    /** Flows that have the first step somewhere else are found as well, and have to be read to know. */
    private static final int MOST_READ = 20;

    private final FlowStore store;
    private final Flows flows;
    private final Flaws flaws;

    HealthyFlows(FlowStore store, Flows flows, Flaws flaws) {
        this.store = store;
        this.flows = flows;
        this.flaws = flaws;
    }

    /**
     * The last flow before this one that began with the same module and endpoint, ended with {@code ok} and nothing open, and has no
     * {@link Flaw}.
     *
     * @throws ErrorResponseException 404 when there is none
     * @throws FlowNotFoundException when it is removed meanwhile
     */
    Flow before(Flow flow) {
        for (Duration back : LOOKS_BACK) {
            Optional<Flow> found = within(flow, back);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new ErrorResponseException(HttpStatus.NOT_FOUND, none(flow), null);
    }

    private Optional<Flow> within(Flow flow, Duration back) {
        StoredEvent first = first(flow);
        Instant to = flow.start();
        FlowQuery query = new FlowQuery(
                to.minus(back),
                to,
                first.moduleType(),
                first.endpoint(),
                Outcome.OK.wireName(),
                null,
                null,
                Map.of(),
                null,
                MOST_READ);
        List<String> candidates = QueryScope.inner(() -> store.flows(query)).items().stream()
                .map(FlowSummary::correlationId)
                .toList();
        Map<String, Flaw> flawed = flaws.of(candidates);
        return candidates.stream()
                .filter(id -> !flawed.containsKey(id))
                .flatMap(id -> healthy(id, first).stream())
                .findFirst();
    }

    /** None if it is not healthy, not of the kind, or was removed since it was found. */
    private Optional<Flow> healthy(String correlationId, StoredEvent first) {
        try {
            return QueryScope.innerIf(
                    flow -> isHealthy(flow) && isSameKind(first, first(flow)), () -> flows.get(correlationId));
        } catch (FlowNotFoundException removed) {
            return Optional.empty();
        }
    }

    private static boolean isHealthy(Flow flow) {
        return flow.openSteps() == 0 && !flow.isCut();
    }

    private static boolean isSameKind(StoredEvent first, StoredEvent other) {
        return first.moduleType().equals(other.moduleType()) && first.endpoint().equals(other.endpoint());
    }

    private static StoredEvent first(Flow flow) {
        return flow.moments().get(0).event();
    }

    private static ProblemDetail none(Flow flow) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND,
                "Among the last %d flows with outcome ok that have %s %s, in the %d days before this one, none began with it, ended, lost no message and is named by no alert of severity warning or critical. Name a flow to compare with: with=<correlation id>."
                        .formatted(
                                MOST_READ,
                                first(flow).moduleType(),
                                first(flow).endpoint(),
                                LOOKS_BACK.get(LOOKS_BACK.size() - 1).toDays()));
        problem.setTitle("No healthy flow to compare with");
        problem.setProperty("correlation_id", flow.correlationId());
        return problem;
    }
}
