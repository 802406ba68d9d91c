/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.alert;

import io.flowmon.server.alert.AlertDesk;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.screen.OperatorScreen;
import io.flowmon.server.store.HandledAlert;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** One alert, and what a person makes of it. Forms come back to the page they came from. */
@Controller
@OperatorScreen
class AlertController {

    private static final List<String> LENGTHS = List.of("1h", "4h", "1d", "7d");

    private final AlertDesk desk;

    AlertController(AlertDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/alerts/{id}")
    String alert(@PathVariable String id, Model model) {
        model.addAttribute("alert", AlertView.of(desk.alert(id)));
        model.addAttribute("lengths", LENGTHS);
        return "alert";
    }

    @PostMapping("/alerts/{id}/acknowledgement")
    String acknowledge(
            @PathVariable String id,
            @RequestParam String length,
            @RequestParam(required = false) @Nullable String note,
            @Nullable Principal who) {
        desk.acknowledge(id, Parameters.duration("length", length), note, who);
        return back(id);
    }

    @PostMapping("/alerts/{id}/acknowledgement/end")
    String takeBack(@PathVariable String id, @Nullable Principal who) {
        desk.takeBack(id, who);
        return back(id);
    }

    /**
     * Silences the alert's rule.
     *
     * @param all for every key, not for the alert's alone
     */
    @PostMapping("/alerts/{id}/silence")
    String silence(
            @PathVariable String id,
            @RequestParam String length,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(required = false) @Nullable String note,
            @Nullable Principal who) {
        HandledAlert alert = desk.alert(id);
        String key = all ? null : alert.alert().last().key();
        desk.silence(alert.alert().last().rule(), key, Parameters.duration("length", length), note, who);
        return back(id);
    }

    @PostMapping("/silences/{id}/end")
    String endSilence(@PathVariable String id, @Nullable Principal who) {
        desk.endSilence(id, who);
        return "redirect:/alerts";
    }

    private static String back(String id) {
        return UriComponentsBuilder.fromPath("redirect:/alerts/{id}").build(id).toString();
    }
}
