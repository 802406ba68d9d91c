/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.drawing.comparison.Differences;
import io.flowmon.server.flow.FlowNotFoundException;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.text.VisibleText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A flow beside another one: a healthy one of its kind, or whichever is named. */
@Controller
class DifferenceController {

    private final Differences differences;

    DifferenceController(Differences differences) {
        this.differences = differences;
    }

    @GetMapping("/flows/{correlationId}/difference")
    String difference(
            @PathVariable String correlationId, @RequestParam(required = false) @Nullable String with, Model model) {
        String named = SearchForm.given(with);
        model.addAttribute("correlationId", correlationId);
        model.addAttribute("with", named);
        try {
            model.addAttribute("difference", DifferenceView.of(differences.drawn(correlationId, named)));
        } catch (FlowNotFoundException missing) {
            if (missing.correlationId().equals(correlationId)) {
                throw missing;
            }
            model.addAttribute("problem", "difference.unknown");
        } catch (ErrorResponseException none) {
            if (!none.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
                throw none;
            }
            model.addAttribute("problem", "difference.none");
        }
        return "difference";
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound(FlowNotFoundException notFound, Model model) {
        model.addAttribute("correlationId", VisibleText.of(notFound.correlationId()));
        return "flow-not-found";
    }
}
