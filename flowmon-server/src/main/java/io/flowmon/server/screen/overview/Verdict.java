/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.overview;

import io.flowmon.server.api.SenderDocument;
import io.flowmon.server.screen.alert.AlertView;
import io.flowmon.server.state.ServerState;
import java.util.List;

/**
 * Whether everything is well, in one line.
 *
 * @param tone {@code bad}: somebody should look now; {@code open}: worth a look; {@code good}
 * @param key of its text, which takes {@code number}
 * @param troubles what keeps the server itself from its work, in its own words
 */
record Verdict(String tone, String key, long number, List<String> troubles) {

    /**
     * @param flowing whether there were flows lately
     * @param failed how many of them failed
     */
    static Verdict of(
            ServerState server,
            List<AlertView> open,
            List<SenderDocument> instances,
            List<Change> changes,
            boolean flowing,
            long failed) {
        List<String> troubles = server.troubles();
        long bad = open.stream().filter(alert -> alert.tone().equals("bad")).count();
        long gone = instances.stream()
                .filter(sender -> sender.state().equals("gone"))
                .count();
        long worse = changes.stream()
                .filter(change ->
                        change.kind().equals("errors") || change.kind().equals("slower"))
                .count();
        if (!troubles.isEmpty()) {
            return new Verdict("bad", "overview.verdict.server", troubles.size(), troubles);
        }
        if (bad > 0) {
            return new Verdict("bad", "overview.verdict.alerts", bad, troubles);
        }
        if (gone > 0) {
            return new Verdict("open", "overview.verdict.gone", gone, troubles);
        }
        if (worse > 0) {
            return new Verdict("open", "overview.verdict.worse", worse, troubles);
        }
        if (!open.isEmpty()) {
            return new Verdict("open", "overview.verdict.handled", open.size(), troubles);
        }
        if (failed > 0) {
            return new Verdict("open", "overview.verdict.failed", failed, troubles);
        }
        return new Verdict(
                flowing ? "good" : "open", flowing ? "overview.verdict.good" : "overview.verdict.still", 0, troubles);
    }
}
