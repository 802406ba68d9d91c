/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.advice;

import io.flowmon.server.advice.FactsDocument;
import io.flowmon.server.advice.ForecastDocument;
import io.flowmon.server.advice.StationDocument;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.text.VisibleText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The advice about an endpoint of a module, or about all that it does, as a row and as a card.
 *
 * @param endpoint null for all that the module does
 * @param text what it comes to, or why nothing can be told
 * @param there how many instances there are
 * @param targetShare the part of the actions that the target is for
 * @param loads with the instances that there are, and with those that are needed at one, two and five times of the load
 * @param own this page of this module alone
 * @param curves how long it took over time; null for all that a module does
 */
record AdviceView(
        String module,
        @Nullable String endpoint,
        String verdict,
        String tone,
        List<TextPart> text,
        long there,
        String targetShare,
        String target,
        @Nullable String confidence,
        List<List<TextPart>> reasons,
        List<List<TextPart>> caveats,
        LoadFactsView facts,
        List<ForecastView> loads,
        List<LoadFactsView.InstanceView> instances,
        List<FlowLink> flowsBehind,
        String flows,
        String own,
        @Nullable String curves) {

    /** A flow by its id. */
    record FlowLink(String id, String text) {}

    static AdviceView of(StationDocument station, AdviceForm form, Parameters.Range span) {
        FactsDocument facts = station.facts();
        return new AdviceView(
                VisibleText.of(station.module()),
                station.endpoint() == null ? null : VisibleText.of(station.endpoint()),
                station.verdict(),
                tone(station.verdict()),
                TextPart.of(station.text()),
                there(station.now(), facts),
                Figures.share(station.target().percentile()),
                String.valueOf(Figures.seconds(station.target().seconds())),
                station.confidence(),
                station.reasons().stream().map(TextPart::of).toList(),
                station.caveats().stream().map(TextPart::of).toList(),
                LoadFactsView.of(facts, station.queue()),
                ForecastView.of(station),
                facts.instances().stream().map(LoadFactsView.InstanceView::of).toList(),
                station.evidence().correlationIds().stream()
                        .map(id -> new FlowLink(id, VisibleText.of(id)))
                        .toList(),
                ScreenAddress.of("/flows")
                        .with("module", station.module())
                        .with("endpoint", station.endpoint())
                        .between(span.from(), span.to())
                        .toString(),
                form.all()
                        .with("module", station.module())
                        .with("endpoint", station.endpoint())
                        .toString(),
                station.endpoint() == null
                        ? null
                        : ScreenAddress.of("/latency")
                                .with("module", station.module())
                                .with("endpoint", station.endpoint())
                                .between(span.from(), span.to())
                                .toString());
    }

    private static long there(@Nullable ForecastDocument now, FactsDocument facts) {
        return now == null || now.instances() == null ? facts.instances().size() : now.instances();
    }

    private static String tone(String verdict) {
        return switch (verdict) {
            case "enough" -> "good";
            case "add", "not_by_instances" -> "bad";
            default -> "open";
        };
    }
}
