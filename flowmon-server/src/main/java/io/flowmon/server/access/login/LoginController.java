/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The login page. */
@Controller
class LoginController {

    private static final int LONGEST_PAUSE = 300;

    private final Map<String, String> providers = new LinkedHashMap<>();

    LoginController(ObjectProvider<ClientRegistrationRepository> registrations) {
        registrations.ifAvailable(repository -> {
            if (repository instanceof Iterable<?> all) {
                for (Object one : all) {
                    if (one instanceof ClientRegistration registration) {
                        providers.put(registration.getRegistrationId(), registration.getClientName());
                    }
                }
            }
        });
    }

    @GetMapping(Paths.LOGIN)
    String login(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String logout,
            @RequestParam(required = false) @Nullable Integer wait,
            Model model) {
        model.addAttribute("providers", providers);
        model.addAttribute("failed", error != null);
        model.addAttribute("loggedOut", logout != null);
        model.addAttribute("pause", wait == null ? null : Math.min(Math.max(wait, 1), LONGEST_PAUSE));
        return "login";
    }
}
