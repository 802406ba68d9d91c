/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.api.CsvTable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Advice as rows: one for each module and endpoint, with what it rests on. */
final class AdviceTable {

    /** Before the table, which is made of them. */
    private static final List<Double> FACTORS = List.of(1.0, 2.0, 5.0);

    static final CsvTable<StationDocument> TABLE = withLoads(CsvTable.<StationDocument>named("advice")
            .column("module", StationDocument::module)
            .column("endpoint", StationDocument::endpoint)
            .column("verdict", StationDocument::verdict)
            .column("text", one -> one.text().english())
            .column("confidence", StationDocument::confidence)
            .column("target_percentile", one -> one.target().percentile())
            .column("target_seconds", one -> one.target().seconds())
            .column("queue", StationDocument::queue)
            .column("instances", one -> one.facts().instances().size())
            .column("per_instance", one -> one.facts().concurrency().perInstance())
            .column("arrived", one -> one.facts().arrived())
            .column("ended", one -> one.facts().ended())
            .column("arrivals_per_second", one -> one.facts().arrivals().perSecond())
            .column("arrivals_scv", one -> one.facts().arrivals().scv())
            .column("service_mean", one -> ofService(one, FactsDocument.ServiceDocument::mean))
            .column("service_p95", one -> ofService(one, FactsDocument.ServiceDocument::p95))
            .column("service_scv", one -> ofService(one, FactsDocument.ServiceDocument::scv))
            .column("elsewhere_share", one -> ofService(one, FactsDocument.ServiceDocument::elsewhereShare))
            .column("utilisation", one -> one.facts().utilisation())
            .column("wait_in_bus", one -> one.facts().waitInBus().mean())
            .column("wait_in_receiver", one -> one.facts().waitInReceiver().mean())
            .column(
                    "response_time_now",
                    one -> one.now() == null ? null : one.now().responseTime()));

    private AdviceTable() {}

    private static CsvTable<StationDocument> withLoads(CsvTable<StationDocument> table) {
        CsvTable<StationDocument> all = table;
        for (double factor : FACTORS) {
            String suffix = "_at_" + (int) factor;
            all = all.column("instances" + suffix, one -> at(one, factor, ForecastDocument::instances))
                    .column("response_time" + suffix, one -> at(one, factor, ForecastDocument::responseTime));
        }
        return all;
    }

    private static @Nullable Object at(
            StationDocument station, double factor, Function<ForecastDocument, @Nullable Object> value) {
        for (ForecastDocument load : station.loads()) {
            if (load.factor() == factor) {
                return value.apply(load);
            }
        }
        return null;
    }

    private static @Nullable Object ofService(
            StationDocument station, Function<FactsDocument.ServiceDocument, Object> value) {
        FactsDocument.ServiceDocument service = station.facts().service();
        return service == null ? null : value.apply(service);
    }
}
