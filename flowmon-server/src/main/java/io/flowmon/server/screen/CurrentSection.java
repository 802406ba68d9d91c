/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page under which of the main links it stands. */
@ControllerAdvice(annotations = Controller.class)
class CurrentSection {

    /** Pages that no main link leads to, and from where they are reached. */
    private static final Map<String, String> BELOW = Map.of(
            "/replays", "/messages",
            "/rejected", "/server",
            "/audit", "/server",
            "/design", "/server");

    @ModelAttribute("section")
    String section(HttpServletRequest request) {
        String path = request.getServletPath();
        int end = path.indexOf('/', 1);
        String first = end < 0 ? path : path.substring(0, end);
        return BELOW.getOrDefault(first, first);
    }
}
