/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/**
 * Parameters of OAuth and OpenID Connect that are secrets there and ordinary words elsewhere. They are secrets only beside
 * parameters that nothing else has, or {@code code} and {@code state} beside each other.
 */
final class AuthorizationParameters {

    private static final Set<String> SECRETS = Set.of("code", "state", "nonce", "user_code", "device_code");

    private static final Set<String> COMPANIONS = Set.of(
            "client_id",
            "code_challenge",
            "code_verifier",
            "grant_type",
            "iss",
            "redirect_uri",
            "response_mode",
            "response_type",
            "session_state");

    private AuthorizationParameters() {}

    /** Whether parameters of these names belong to an authorization. */
    static boolean areIn(Collection<String> names) {
        boolean code = false;
        boolean state = false;
        for (String name : names) {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (COMPANIONS.contains(lowerCase)) {
                return true;
            }
            code |= "code".equals(lowerCase);
            state |= "state".equals(lowerCase);
        }
        return code && state;
    }

    /** Whether the parameter of this name is a secret of the authorization to which it belongs. */
    static boolean isSecret(String name) {
        return SECRETS.contains(name.toLowerCase(Locale.ROOT));
    }
}
