/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.alerts;

import io.flowmon.core.context.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** Puts what is wrong among the traffic, each time at endpoints of their own, so that each is an alert of its own. */
final class Faults {

    /** The module of which they are reported. */
    static final String MODULE = "faulty";

    /** For how long one of its actions may be open before it is stuck. */
    static final Duration STUCK_AFTER = Duration.ofSeconds(5);

    private static final Duration SLOW_FLOW = Duration.ofSeconds(5);
    private static final long THROTTLING_STEP = 1;
    private static final long ERROR_RATE_STEP = 10;
    private static final int TOO_MANY_CALLS = 40;
    private static final int ENOUGH_FAILURES = 25;

    private int sent;

    /** Adds one fault of each kind; what should be said of them. */
    List<Fault> addTo(ArrayNode events) {
        Instant now = Instant.now();
        String endpoint = "GET /faults/" + sent++;
        List<Fault> faults = new ArrayList<>();
        add(events, 1, Report.end(MODULE, endpoint + "/slow", 1, "ok"));
        faults.add(new Fault("slow-step", endpoint + "/slow", now));
        add(events, 1, Report.begin(MODULE, endpoint + "/open"));
        faults.add(new Fault("stuck", endpoint + "/open", now.plus(STUCK_AFTER)));
        faults.add(new Fault("slow-flow", endpoint + "/open", now.plus(SLOW_FLOW)));
        add(events, TOO_MANY_CALLS, Report.end(MODULE, endpoint + "/often", 0.01, "ok"));
        faults.add(new Fault("throttling", endpoint + "/often", windowEnd(now, THROTTLING_STEP)));
        add(events, ENOUGH_FAILURES, Report.end(MODULE, endpoint + "/fails", 0.01, "server_error"));
        faults.add(new Fault("error-rate", endpoint + "/fails", windowEnd(now, ERROR_RATE_STEP)));
        return faults;
    }

    private static void add(ArrayNode events, int times, Report report) {
        for (int i = 0; i < times; i++) {
            events.add(report.in(Uuids.create()));
        }
    }

    /** The end of the first window that has it: windows slide by whole seconds since 1970. */
    private static Instant windowEnd(Instant time, long step) {
        return time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(step - Math.floorMod(time.getEpochSecond(), step));
    }
}
