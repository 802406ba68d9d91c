/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.access.Credentials;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells pages on which something can be done whether whoever looks may do it. */
@ControllerAdvice(annotations = OperatorScreen.class)
class OperatorPermission {

    private final Credentials credentials;

    OperatorPermission(Credentials credentials) {
        this.credentials = credentials;
    }

    @ModelAttribute("mayHandle")
    boolean mayHandle(HttpServletRequest request) {
        return !credentials.configured() || request.isUserInRole("OPERATOR");
    }
}
