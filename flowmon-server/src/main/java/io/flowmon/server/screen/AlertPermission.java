/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.access.Credentials;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells the alerts' pages whether whoever looks may do something about them. */
@ControllerAdvice(assignableTypes = {AlertController.class, AlertListController.class})
class AlertPermission {

    private final Credentials credentials;

    AlertPermission(Credentials credentials) {
        this.credentials = credentials;
    }

    @ModelAttribute("mayHandle")
    boolean mayHandle(HttpServletRequest request) {
        return !credentials.configured() || request.isUserInRole("OPERATOR");
    }
}
