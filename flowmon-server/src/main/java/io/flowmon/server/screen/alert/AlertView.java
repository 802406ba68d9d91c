/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.alert;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.store.Acknowledgement;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a card.
 *
 * @param tone {@code bad} while it goes on, is more than worth knowing and nobody sees to it, {@code open} while it goes on, else
 *     {@code good}
 * @param flows correlation ids, the newest last
 * @param curves where the latency of the endpoint is that it is about; null if it is about none
 * @param contract the id of the contract that raised it; null if a rule did
 * @param acknowledgement that holds now
 * @param silencedUntil when the last silence ends that covers it now
 */
public record AlertView(
        String id,
        String rule,
        String name,
        String key,
        String severity,
        boolean open,
        String tone,
        String value,
        String worst,
        String threshold,
        String unit,
        long count,
        Instant began,
        Instant last,
        String meaning,
        String whatToDo,
        List<String> flows,
        @Nullable String curves,
        @Nullable String contract,
        @Nullable Acknowledgement acknowledgement,
        @Nullable Instant silencedUntil) {

    /** Begins the ids by which alerts name contracts. */
    private static final String OF_A_CONTRACT = "contract:";

    /** The newest flow that it names, since the first ones may have had another reason; null if it names none. */
    public @Nullable String lastFlow() {
        return flows.isEmpty() ? null : flows.get(flows.size() - 1);
    }

    /** Those that had a case last come first. */
    public static List<AlertView> newestFirst(List<HandledAlert> alerts) {
        return alerts.stream()
                .map(AlertView::of)
                .sorted(Comparator.comparing(AlertView::last).reversed())
                .toList();
    }

    public static AlertView of(HandledAlert handled) {
        Alert alert = handled.alert();
        AlertSignal last = alert.last();
        boolean open = handled.isOpen();
        return new AlertView(
                last.id(),
                last.rule(),
                RuleText.of(last.rule(), "name", alert.name()),
                VisibleText.of(last.key()),
                alert.severity().name().toLowerCase(Locale.ROOT),
                open,
                tone(handled),
                Figures.number(last.value()),
                Figures.number(last.worst()),
                Figures.number(last.threshold()),
                RuleText.of(last.rule(), "unit", alert.unit()),
                last.count(),
                last.began(),
                last.last(),
                RuleText.of(last.rule(), "meaning", alert.meaning()),
                RuleText.of(last.rule(), "what-to-do", alert.whatToDo()),
                last.flows(),
                curves(last),
                contract(last.rule()),
                visible(handled.acknowledgement()),
                handled.silencedUntil());
    }

    private static @Nullable String curves(AlertSignal last) {
        return last.moduleType() == null || last.endpoint() == null
                ? null
                : ScreenAddress.of("/latency")
                        .with("module", last.moduleType())
                        .with("endpoint", last.endpoint())
                        .toString();
    }

    private static @Nullable String contract(String rule) {
        return rule.startsWith(OF_A_CONTRACT) ? rule.substring(OF_A_CONTRACT.length()) : null;
    }

    private static @Nullable Acknowledgement visible(@Nullable Acknowledgement made) {
        return made == null
                ? null
                : new Acknowledgement(VisibleText.of(made.by()), made.at(), made.until(), VisibleText.of(made.note()));
    }

    private static String tone(HandledAlert handled) {
        if (!handled.isOpen()) {
            return "good";
        }
        if (handled.acknowledgement() != null || handled.silencedUntil() != null) {
            return "open";
        }
        return switch (handled.alert().severity()) {
            case INFO -> "open";
            case WARNING, CRITICAL -> "bad";
        };
    }
}
