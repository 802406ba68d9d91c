/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.operation;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.Rejection;
import io.flowmon.server.store.StatisticsStore;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What arrived and is no event, with the reason. */
@Controller
class RejectedListController {

    private static final int PAGE_SIZE = 50;

    private final StatisticsStore store;

    RejectedListController(StatisticsStore store) {
        this.store = store;
    }

    /** One of them. */
    record Rejected(Instant receivedAt, String source, String reason, String firstBytes) {

        static Rejected of(Rejection one) {
            return new Rejected(
                    one.receivedAt(),
                    one.source(),
                    VisibleText.of(one.event().reason()),
                    VisibleText.of(one.event().firstBytes()));
        }
    }

    @GetMapping("/rejected")
    String rejected(@RequestParam(required = false) @Nullable String cursor, Model model) {
        String given = SearchForm.given(cursor);
        Page<Rejection> page = store.rejected(given, PAGE_SIZE);
        model.addAttribute("rejected", page.items().stream().map(Rejected::of).toList());
        model.addAttribute("data", ScreenAddress.of("/api/rejected").with("cursor", given));
        model.addAttribute(
                "older",
                page.cursor() == null
                        ? null
                        : ScreenAddress.of("/rejected")
                                .with("cursor", page.cursor())
                                .toString());
        model.addAttribute("newest", given == null ? null : "/rejected");
        return "rejected";
    }
}
