/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page who is logged in; null if nobody is, or nobody need be. */
@ControllerAdvice(annotations = Controller.class)
class CurrentUser {

    @ModelAttribute("currentUser")
    @Nullable
    String currentUser(HttpServletRequest request) {
        return request.getRemoteUser();
    }
}
