/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.latency;

import io.flowmon.server.event.Durations;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.TimeGrid;
import io.flowmon.server.store.EndpointStatistics;
import io.flowmon.server.text.VisibleText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a module did at one endpoint, as a row and as a panel.
 *
 * @param what the key of the word for what it did, or null where {@code type} says it
 * @param rate actions a minute
 * @param errors their share in percent, as text
 * @param failing whether any failed
 * @param change of the 95th percentile against the earlier time, such as {@code +40 %}; null when there is none
 * @param worse whether that is a change for the worse that a person should see
 * @param self the page of this endpoint alone
 * @param flows the flows behind it, to which a time is added
 */
public record EndpointRow(
        EndpointStatistics statistics,
        String module,
        String endpoint,
        String type,
        @Nullable String what,
        String rate,
        String errors,
        boolean failing,
        String p50,
        String p95,
        String p99,
        @Nullable String change,
        boolean worse,
        String self,
        String flows,
        String failed,
        String source,
        @Nullable String earlier) {

    private static final double WORSE = 0.2;

    /**
     * The row of an endpoint.
     *
     * @param before the same at the earlier time; null where there is none to compare with
     */
    public static EndpointRow of(
            EndpointStatistics now,
            @Nullable EndpointStatistics before,
            LatencyForm form,
            TimeGrid grid,
            double minutes) {
        double share = now.count() == 0 ? 0 : (double) now.errors() / now.count();
        Double change = before == null
                ? null
                : now.elapsedSeconds().p95() / before.elapsedSeconds().p95() - 1;
        ScreenAddress flows =
                ScreenAddress.of("/flows").with("module", now.module()).with("endpoint", now.endpoint());
        Duration offset = form.offset(grid.length());
        return new EndpointRow(
                now,
                VisibleText.of(now.module()),
                VisibleText.of(now.endpoint()),
                VisibleText.of(now.messageType()),
                what(now.messageType()),
                Figures.rate(now.count() / minutes),
                Figures.share(share),
                now.errors() > 0,
                text(now.elapsedSeconds().p50()),
                text(now.elapsedSeconds().p95()),
                text(now.elapsedSeconds().p99()),
                change == null || !Double.isFinite(change) ? null : Figures.change(change),
                change != null && change > WORSE,
                form.all()
                        .with("module", now.module())
                        .with("endpoint", now.endpoint())
                        .with("message_type", now.messageType())
                        .toString(),
                flows.toString(),
                flows.between(grid.from(), grid.to()).with("outcome", "failed").toString(),
                source(now, grid),
                offset == null ? null : source(now, grid.before(offset)));
    }

    /** The flows of the whole time. */
    public String flowsOf(TimeGrid grid) {
        return ScreenAddress.of("/flows")
                .with("module", statistics.module())
                .with("endpoint", statistics.endpoint())
                .between(grid.from(), grid.to())
                .toString();
    }

    private static String source(EndpointStatistics one, TimeGrid grid) {
        return ScreenAddress.of("/api/latency")
                .between(grid.from(), grid.to())
                .with("module", one.module())
                .with("endpoint", one.endpoint())
                .with("message_type", one.messageType())
                .with("buckets", String.valueOf(grid.buckets()))
                .toString();
    }

    private static @Nullable String what(String messageType) {
        return switch (messageType) {
            case "End call" -> "step.answers";
            case "End service call" -> "step.calls";
            case "Send message" -> "step.sends";
            case "End processing" -> "step.receives";
            default -> null;
        };
    }

    private static String text(double seconds) {
        return Figures.duration(Durations.ofSeconds(seconds));
    }
}
