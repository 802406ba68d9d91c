/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.contract;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.contract.ContractDesk;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.screen.SearchReader;
import io.flowmon.server.settings.ContractsSettings;
import io.flowmon.server.text.VisibleText;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** A contract drawn from flows that went well, to be copied into a file: the server writes none. */
@Controller
class DraftPageController {

    private static final List<String> RANGES = List.of("1h", "24h", "7d");
    private static final int MOST_FLOWS = 500;
    private static final Pattern NO_NAME = Pattern.compile("[^a-z0-9]+");
    private static final int LONGEST_NAME = 60;

    private final ContractDesk desk;
    private final ContractsSettings settings;
    private final Clock clock = Clock.systemUTC();

    DraftPageController(ContractDesk desk, ContractsSettings settings) {
        this.desk = desk;
        this.settings = settings;
    }

    @GetMapping("/contracts/draft")
    String draft(DraftForm form, Model model) {
        SearchReader reader = new SearchReader(form.times(), clock.instant());
        Parameters.Range span = reader.span(Duration.ofMinutes(1));
        String module = SearchForm.given(form.module());
        String endpoint = SearchForm.given(form.endpoint());
        model.addAttribute("form", form);
        model.addAttribute("times", form.times());
        model.addAttribute("problems", reader.problems());
        model.addAttribute("range", form.usedRange());
        model.addAttribute("ranges", RANGES);
        model.addAttribute("folder", settings.folder());
        if (module != null && endpoint != null) {
            model.addAttribute("name", fileName(module, endpoint));
            model.addAttribute(
                    "check",
                    ServletUriComponentsBuilder.fromCurrentContextPath()
                            .path("/api/contracts/check")
                            .toUriString());
            model.addAttribute(
                    "yaml",
                    form.data(span.from().toString(), span.to().toString()).toString());
            try {
                model.addAttribute("draft", desk.draft(module, endpoint, span, MOST_FLOWS));
            } catch (ErrorResponseException none) {
                model.addAttribute("refusal", VisibleText.of(none.getBody().getDetail()));
            }
        }
        return "contract-draft";
    }

    /** A name that a contract's file may have, such as {@code shop-post-orders.yaml}. */
    private static String fileName(String module, String endpoint) {
        String name = NO_NAME.matcher((module + " " + endpoint).toLowerCase(Locale.ROOT))
                .replaceAll("-")
                .replaceAll("^[-0-9]+", "");
        String cut = name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("-+$", "");
        return (cut.isEmpty() ? "contract" : cut) + ".yaml";
    }
}
