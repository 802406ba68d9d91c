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

/** What to bear in mind with one advice, and what none of them can know. */
final class Caveats {

    /** True of every advice. */
    static final List<String> ALWAYS = List.of(
            "Processor, memory and network are not in events: the advice assumes that an action takes as long on a new or busier"
                    + " instance as it does today.",
            "Callers are taken to send on whatever the answers take; those that wait for an answer before they send again"
                    + " arrive more slowly in truth once waits grow.",
            "More load is taken to arrive as today's does: the same mix and the same variation, only faster.",
            "What does not report to flowmon is not there: other work of the same instances, retries of a library, receivers"
                    + " without flowmon.",
            "No instance is kept in reserve for the failure of another.",
            "Databases and other services are taken to bear the load of more instances.");

    private static final double NOTICEABLE = 0.1;

    private Caveats() {}

    static List<String> of(Observation seen) {
        List<String> caveats = new ArrayList<>();
        if (seen.span().cut()) {
            caveats.add("The load is that of %s to %s; before and after it nothing arrived."
                    .formatted(
                            seen.span().from().truncatedTo(ChronoUnit.SECONDS),
                            seen.span().to().truncatedTo(ChronoUnit.SECONDS)));
        }
        if (seen.load().key().endpoint() == null) {
            caveats.add("All that the module does is taken for one kind of work, and each instance for one queue.");
        } else if (seen.endpoints().size() > 1) {
            caveats.add("The module does other work too; all of it together is under the module without an endpoint.");
        }
        if (seen.handout() == Handout.PER_INSTANCE) {
            caveats.add("Each instance is taken to get an equal part of the work, and to queue it for itself.");
        }
        if (seen.elsewhere() > NOTICEABLE) {
            caveats.add(
                    ("%s of the time in service is spent on its own calls and sends%s. More instances make that no shorter; calls"
                                    + " outside of flows that flowmon sees count as its own work.")
                            .formatted(Percent.of(seen.elsewhere()), most(seen.callees())));
        }
        if (seen.load().sampled()) {
            caveats.add("Flows are sampled: numbers are scaled up, and rare cases may be missing.");
        }
        contradictory(caveats, "in the bus", seen.load().bus());
        contradictory(caveats, "in the receiver", seen.load().pool());
        return List.copyOf(caveats);
    }

    private static String most(List<Callee> callees) {
        if (callees.isEmpty()) {
            return "";
        }
        Callee first = callees.get(0);
        return ", most of it on " + first.endpoint() + (first.peer() == null ? "" : " at " + first.peer());
    }

    private static void contradictory(List<String> caveats, String where, Waits waits) {
        if (waits.contradictory() > 0) {
            caveats.add(
                    "Of %d actions the wait %s is not known, because the clocks disagree; the others may be off by as much."
                            .formatted(waits.contradictory(), where));
        }
    }
}
