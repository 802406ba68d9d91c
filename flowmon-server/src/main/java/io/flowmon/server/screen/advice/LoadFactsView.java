/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.advice;

import io.flowmon.server.advice.FactsDocument;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a module and endpoint.
 *
 * @param rate arrivals a minute
 * @param service the mean time in service
 * @param elsewhere which part of it is spent on its own calls and sends; null where that is none
 * @param utilisation part of what all instances can do at once that was used
 * @param inBus the mean wait there; null where it is not known
 * @param perInstance how much one does at once, by {@code basis}
 * @param queue {@code shared}, {@code per_instance} or {@code broadcast}
 */
record LoadFactsView(
        long arrived,
        long ended,
        long unfinished,
        String rate,
        String arrivalsScv,
        @Nullable String service,
        @Nullable String serviceP95,
        @Nullable String serviceScv,
        @Nullable String elsewhere,
        String utilisation,
        @Nullable String inBus,
        @Nullable String inReceiver,
        int perInstance,
        String basis,
        String queue) {

    private static final double SECONDS = 60;

    static LoadFactsView of(FactsDocument facts, String queue) {
        FactsDocument.ServiceDocument service = facts.service();
        return new LoadFactsView(
                facts.arrived(),
                facts.ended(),
                facts.unfinished(),
                Figures.rate(SECONDS * facts.arrivals().perSecond()),
                Figures.number(facts.arrivals().scv()),
                service == null ? null : Figures.seconds(service.mean()),
                service == null ? null : Figures.seconds(service.p95()),
                service == null ? null : Figures.number(service.scv()),
                service == null || service.elsewhereShare() <= 0 ? null : Figures.share(service.elsewhereShare()),
                Figures.share(facts.utilisation()),
                Figures.seconds(facts.waitInBus().mean()),
                Figures.seconds(facts.waitInReceiver().mean()),
                facts.concurrency().perInstance(),
                facts.concurrency().basis(),
                queue);
    }

    /**
     * What one instance did.
     *
     * @param busy how wide the bar of its utilisation is, in percent
     * @param peak most of its actions at once
     */
    record InstanceView(String id, long actions, String utilisation, double busy, int peak) {

        static InstanceView of(FactsDocument.InstanceDocument instance) {
            return new InstanceView(
                    VisibleText.of(instance.moduleId()),
                    instance.actions(),
                    Figures.share(instance.utilisation()),
                    Math.min(100, 100 * instance.utilisation()),
                    instance.peak());
        }
    }
}
