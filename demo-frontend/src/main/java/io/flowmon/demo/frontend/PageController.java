/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.frontend;

import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** The page, which also works where scripts are switched off. */
@Controller
class PageController {

    private static final String PAGE = "page";

    private final Dispatcher dispatcher;
    private final FrontendProperties properties;

    PageController(Dispatcher dispatcher, FrontendProperties properties) {
        this.dispatcher = dispatcher;
        this.properties = properties;
    }

    @ModelAttribute
    void addServer(Model model) {
        model.addAttribute("flowmonUrl", properties.flowmonUrl());
    }

    @GetMapping("/")
    String page(Model model) {
        model.addAttribute("order", MessageOrder.initial());
        return PAGE;
    }

    @PostMapping(path = "/messages", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String send(@Valid @ModelAttribute("order") MessageOrder order, BindingResult result, Model model) {
        if (!result.hasErrors()) {
            try {
                model.addAttribute("dispatch", dispatcher.dispatch(order));
            } catch (MiddleEndException e) {
                model.addAttribute("problem", e.getBody().getDetail());
            }
        }
        return PAGE;
    }
}
