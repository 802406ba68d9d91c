/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.advice;

import io.flowmon.server.advice.KindDocument;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.text.VisibleText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of flow, by where it enters, and what holds it up.
 *
 * @param rate flows a minute
 * @param bound the step that is used most; null where none is known
 * @param unknown of how many steps besides too little is known to say how busy they are
 * @param headroom at how many times of today's load that step is full; null where that is not known
 * @param slowedBy the step that takes most of the time
 */
record FlowKindView(
        String module,
        String endpoint,
        String rate,
        String flows,
        @Nullable StepView bound,
        long unknown,
        @Nullable String headroom,
        StepView slowedBy,
        List<StepView> steps) {

    private static final double SECONDS = 60;

    /**
     * A step of it.
     *
     * @param actions for each flow
     * @param own time for each flow, without the step's own calls and sends
     * @param share of the time of all steps
     * @param cannotTell why too little is known of the step to judge it; null where enough is
     * @param flows those that pass here
     */
    record StepView(
            String module,
            String endpoint,
            String actions,
            @Nullable String own,
            @Nullable String waited,
            String share,
            @Nullable String utilisation,
            @Nullable List<TextPart> cannotTell,
            String flows) {

        static StepView of(KindDocument.StepDocument step, Parameters.Range span) {
            return new StepView(
                    VisibleText.of(step.module()),
                    VisibleText.of(step.endpoint()),
                    Figures.number(step.actions()),
                    Figures.seconds(step.own()),
                    Figures.seconds(step.waited()),
                    Figures.share(step.share()),
                    step.utilisation() == null ? null : Figures.share(step.utilisation()),
                    step.cannotTell() == null ? null : TextPart.of(step.cannotTell()),
                    address(step.module(), step.endpoint(), span));
        }
    }

    static FlowKindView of(KindDocument kind, Parameters.Range span) {
        KindDocument.BoundDocument bound = kind.boundedBy();
        KindDocument.StepDocument boundStep = bound == null
                ? null
                : kind.steps().stream()
                        .filter(step -> step.module().equals(bound.module())
                                && step.endpoint().equals(bound.endpoint()))
                        .findFirst()
                        .orElse(null);
        Double headroom = bound == null ? null : bound.headroom();
        return new FlowKindView(
                VisibleText.of(kind.module()),
                VisibleText.of(kind.endpoint()),
                Figures.rate(SECONDS * kind.perSecond()),
                address(kind.module(), kind.endpoint(), span),
                boundStep == null ? null : StepView.of(boundStep, span),
                kind.steps().stream().filter(step -> step.cannotTell() != null).count(),
                headroom == null ? null : Figures.number(headroom),
                StepView.of(kind.slowedBy(), span),
                kind.steps().stream().map(step -> StepView.of(step, span)).toList());
    }

    private static String address(String module, String endpoint, Parameters.Range span) {
        return ScreenAddress.of("/flows")
                .with("module", module)
                .with("endpoint", endpoint)
                .between(span.from(), span.to())
                .toString();
    }
}
