/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.advice;

import io.flowmon.server.advice.AdviceDocument;
import io.flowmon.server.advice.Advisor;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.screen.SearchReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How many instances each module needs, with the numbers behind it and what they cannot tell. */
@Controller
class AdvicePageController {

    private static final List<String> RANGES = List.of("15m", "1h", "6h", "24h", "7d");
    private static final int CARDS = 6;

    private final Advisor advisor;
    private final Clock clock = Clock.systemUTC();

    AdvicePageController(Advisor advisor) {
        this.advisor = advisor;
    }

    @GetMapping("/advice")
    String advice(AdviceForm form, Model model) {
        SearchReader reader = new SearchReader(form.times(), clock.instant());
        Parameters.Range span = reader.span(Duration.ZERO);
        AdviceDocument advice = advisor.advise(
                span.from(), span.to(), SearchForm.given(form.module()), SearchForm.given(form.endpoint()));
        Parameters.Range told = new Parameters.Range(advice.since(), advice.to());
        List<AdviceView> stations = advice.advice().stream()
                .map(one -> AdviceView.of(one, form, told))
                .toList();
        model.addAttribute("form", form);
        model.addAttribute("times", form.times());
        model.addAttribute("problems", reader.problems());
        model.addAttribute("range", form.usedRange());
        model.addAttribute("ranges", RANGES);
        model.addAttribute(
                "data",
                ScreenAddress.of("/api/advice")
                        .between(span.from(), span.to())
                        .with("module", form.module())
                        .with("endpoint", form.endpoint()));
        model.addAttribute("since", advice.since().isAfter(advice.from()) ? advice.since() : null);
        model.addAttribute("stations", stations);
        model.addAttribute("cards", stations.subList(0, Math.min(CARDS, stations.size())));
        model.addAttribute("omitted", advice.omitted());
        model.addAttribute(
                "kinds",
                advice.kinds().stream().map(kind -> FlowKindView.of(kind, told)).toList());
        model.addAttribute(
                "cannotKnow", advice.cannotKnow().stream().map(TextPart::of).toList());
        model.addAttribute(
                "sources", advice.sources().stream().map(SourceView::of).toList());
        return "advice";
    }
}
