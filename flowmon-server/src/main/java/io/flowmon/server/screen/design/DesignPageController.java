/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.design;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The design system: tokens out of the style sheet, and fragments made by the very lines that are shown. */
@Controller
class DesignPageController {

    private static final String PATH = "/design";

    /** What fragments take from the page that they stand on, because programs ask for them alone as well. */
    private static final List<String> MODEL = List.of("lengths", "histogram", "facets");

    private final Specimens specimens = Specimens.read();

    @GetMapping(PATH)
    String design(Model model) {
        model.addAttribute("style", specimens.style());
        model.addAttribute("specimens", specimens.all());
        model.addAttribute("sample", specimens.sample());
        model.addAttribute("markup", specimens.markup());
        model.addAttribute("address", ScreenAddress.of("/api/flows"));
        model.addAttribute("times", SearchForm.ofTimes(null, null, null, null));
        model.addAttribute("fixedTimes", SearchForm.ofTimes(null, "2026-01-31T14:00", "2026-01-31T15:00", "UTC"));
        model.addAttribute("form", SearchForm.ofTimes(null, "2026-01-31T14:00", "2026-01-31T15:00", "UTC"));
        model.addAttribute("anyTime", PATH);
        model.addAttribute("barsAt", PATH);
        for (String name : MODEL) {
            model.addAttribute(name, specimens.sample().get(name));
        }
        return "design";
    }
}
