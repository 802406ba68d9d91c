/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.contract;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.contract.ContractDocument;
import io.flowmon.server.contract.ContractReport;
import io.flowmon.server.contract.ContractsDocument;
import io.flowmon.server.contract.Deviations;
import io.flowmon.server.contract.DeviationsDocument;
import io.flowmon.server.contract.StepDocument;
import io.flowmon.server.screen.Figures;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchReader;
import io.flowmon.server.screen.alert.AlertView;
import io.flowmon.server.screen.alert.AlertsByRule;
import io.flowmon.server.settings.ContractsSettings;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.text.VisibleText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Contracts: all of them, and one with its steps and the flows that deviated from it. */
@Controller
class ContractPageController {

    private static final List<String> RANGES = List.of("1h", "24h", "7d");
    private static final String DEFAULT_RANGE = "24h";
    private static final Duration LATELY = Duration.ofDays(7);

    private final ContractReport contracts;
    private final Deviations deviations;
    private final AlertStore alerts;
    private final ContractsSettings settings;
    private final Clock clock = Clock.systemUTC();

    ContractPageController(
            ContractReport contracts, Deviations deviations, AlertStore alerts, ContractsSettings settings) {
        this.contracts = contracts;
        this.deviations = deviations;
        this.alerts = alerts;
        this.settings = settings;
    }

    @GetMapping("/contracts")
    String contracts(Model model) {
        ContractsDocument all = contracts.all();
        Map<String, List<AlertView>> found = lately(all);
        model.addAttribute("state", all);
        model.addAttribute(
                "contracts",
                all.contracts().stream()
                        .map(one -> ContractRow.of(one, found.getOrDefault(one.rule(), List.of())))
                        .toList());
        model.addAttribute("folder", settings.folder());
        model.addAttribute("data", ScreenAddress.of("/api/contracts"));
        return "contracts";
    }

    @GetMapping("/contracts/{contract}")
    String contract(
            @PathVariable String contract, @RequestParam(required = false) @Nullable String range, Model model) {
        ContractDocument document = contracts.one(contract);
        String used = range != null && RANGES.contains(range) ? range : DEFAULT_RANGE;
        Instant now = clock.instant();
        Instant from = now.minus(SearchReader.RANGES.getOrDefault(used, LATELY));
        DeviationsDocument found = deviations.of(contract, new Parameters.Range(from, now.plusSeconds(1)));
        List<StepDocument> steps = document.steps();
        String path = "/api/contracts/" + document.contract();
        model.addAttribute("contract", ContractRow.of(document, List.of()));
        model.addAttribute("description", VisibleText.of(document.description()));
        model.addAttribute("whatToDo", VisibleText.of(document.whatToDo()));
        model.addAttribute("settle", Figures.seconds(document.settle()));
        model.addAttribute("file", VisibleText.line(document.file()));
        model.addAttribute("rule", document.rule());
        model.addAttribute("text", VisibleText.of(document.text()));
        model.addAttribute(
                "steps",
                steps == null ? List.of() : steps.stream().map(StepRow::of).toList());
        model.addAttribute("judgedUpTo", contracts.all().judgedUpTo());
        model.addAttribute("kinds", found.kinds());
        model.addAttribute(
                "flows", found.flows().stream().map(DeviatingFlowRow::of).toList());
        model.addAttribute("ranges", RANGES);
        model.addAttribute("range", used);
        model.addAttribute("json", ScreenAddress.of(path).toString());
        model.addAttribute("data", ScreenAddress.of(path + "/deviations").with("from", from.toString()));
        return "contract";
    }

    private Map<String, List<AlertView>> lately(ContractsDocument all) {
        Instant now = clock.instant();
        return AlertsByRule.of(
                alerts,
                now.minus(LATELY),
                now.plus(Duration.ofMinutes(1)),
                all.contracts().stream().map(ContractDocument::rule).toList());
    }
}
