/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.advice.queueing.Target;
import io.flowmon.server.event.Durations;
import io.flowmon.server.settings.AdviceSettings;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.StationKey;
import io.flowmon.server.store.StationLoad.Service;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes one advice out of what was seen. */
final class StationAdvice {

    private static final List<Double> FACTORS = List.of(1.0, 2.0, 5.0);

    private final Observation seen;
    private final LoadQuery query;
    private final Target target;
    private final @Nullable Model model;

    private StationAdvice(Observation seen, LoadQuery query, AdviceSettings settings) {
        this.seen = seen;
        this.query = query;
        StationKey key = seen.load().key();
        Service service = seen.load().service();
        this.target = new Target(
                settings.percentileOf(key.module(), key.endpoint()),
                settings.targetOf(key.module(), key.endpoint()).toNanos() / 1e9);
        this.model = service == null ? null : Model.of(seen, service, target);
    }

    static StationDocument of(Observation seen, LoadQuery query, AdviceSettings settings) {
        return new StationAdvice(seen, query, settings).document();
    }

    private StationDocument document() {
        Text obstacle = Obstacle.of(seen, model);
        if (model == null || obstacle != null) {
            return document(Verdict.CANNOT_TELL, obstacle == null ? Text.of() : obstacle, null, null, List.of());
        }
        List<ForecastDocument> loads = FACTORS.stream()
                .map(factor -> ForecastDocument.needed(model, factor))
                .toList();
        Integer needed = loads.get(0).instances();
        Verdict verdict = verdict(needed, model.instances());
        Certainty certainty = Certainty.of(
                seen, model, needed == null ? model.now() : model.station().queue(needed, 1));
        return document(verdict, text(verdict, needed, model), certainty, ForecastDocument.now(model), loads);
    }

    private StationDocument document(
            Verdict verdict,
            Text text,
            @Nullable Certainty certainty,
            @Nullable ForecastDocument now,
            List<ForecastDocument> loads) {
        StationKey key = seen.load().key();
        return new StationDocument(
                key.module(),
                key.endpoint(),
                FactsDocument.word(verdict),
                text,
                certainty == null ? text : null,
                new StationDocument.TargetDocument(target.percentile(), target.seconds()),
                FactsDocument.word(seen.handout()),
                certainty == null ? null : FactsDocument.word(certainty.confidence()),
                certainty == null ? List.of() : certainty.reasons(),
                Caveats.of(seen),
                now,
                loads,
                FactsDocument.of(seen),
                EvidenceDocument.of(key, query, seen.load().flows()));
    }

    private static Verdict verdict(@Nullable Integer needed, int there) {
        if (needed == null) {
            return Verdict.NOT_BY_INSTANCES;
        }
        return needed > there ? Verdict.ADD : needed < there ? Verdict.SPARE : Verdict.ENOUGH;
    }

    private Text text(Verdict verdict, @Nullable Integer needed, Model model) {
        Statement goal = Sentence.GOAL.of(new Share(target.percentile()), Durations.ofSeconds(target.seconds()));
        return switch (verdict) {
            case ENOUGH -> Text.of(instances(Sentence.ENOUGH, needed, model), goal);
            case ADD -> Text.of(instances(Sentence.ADD, needed, model), goal);
            case SPARE -> Text.of(instances(Sentence.SPARE, needed, model), goal);
            case NOT_BY_INSTANCES ->
                Text.of(
                        Sentence.NOT_BY_INSTANCES.of(),
                        goal,
                        Sentence.WORK_ALONE.of(
                                Durations.ofSeconds(model.station().service().percentile(target.percentile()))));
            case CANNOT_TELL -> throw new IllegalArgumentException("there is no such text");
        };
    }

    private static Statement instances(Sentence sentence, @Nullable Integer needed, Model model) {
        return sentence.of(Objects.requireNonNull(needed), model.instances());
    }
}
