/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.operation;

import io.flowmon.server.access.audit.AuditPage;
import io.flowmon.server.access.audit.AuditQuery;
import io.flowmon.server.access.audit.AuditTrail;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.screen.SearchReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Who did what. For operators; the access rules keep everybody else away. */
@Controller
class AuditPageController {

    private static final List<String> RANGES = List.of("1h", "24h", "7d");
    private static final int PAGE_SIZE = 50;

    private final AuditTrail trail;
    private final Clock clock = Clock.systemUTC();

    AuditPageController(AuditTrail trail) {
        this.trail = trail;
    }

    /** A choice of the search. */
    record Choice(String type, @Nullable String what) {}

    @GetMapping("/audit")
    String audit(AuditForm form, Model model) {
        SearchReader reader = new SearchReader(form.times(), clock.instant());
        Parameters.Range span = reader.span(Duration.ofMinutes(1));
        String cursor = SearchForm.given(form.cursor());
        AuditPage page = trail.page(new AuditQuery(
                span.from(),
                span.to(),
                SearchForm.given(form.principal()),
                SearchForm.given(form.type()),
                cursor,
                PAGE_SIZE));
        model.addAttribute("form", form);
        model.addAttribute("times", form.times());
        model.addAttribute("problems", reader.problems());
        model.addAttribute("range", form.usedRange());
        model.addAttribute("ranges", RANGES);
        model.addAttribute(
                "types",
                page.types().stream()
                        .map(type -> new Choice(type, AuditRow.what(type)))
                        .toList());
        model.addAttribute(
                "entries",
                page.entries().stream().map(entry -> AuditRow.of(entry, form)).toList());
        model.addAttribute("data", data(form, span.from(), SearchForm.given(form.to()) == null ? null : span.to()));
        model.addAttribute(
                "older",
                page.cursor() == null
                        ? null
                        : form.first().with("cursor", page.cursor()).toString());
        model.addAttribute("newest", cursor == null ? null : form.first().toString());
        return "audit";
    }

    private static ScreenAddress data(AuditForm form, Instant from, @Nullable Instant to) {
        return ScreenAddress.of("/api/audit")
                .with("from", from.toString())
                .with("to", to == null ? null : to.toString())
                .with("principal", form.principal())
                .with("type", form.type());
    }
}
