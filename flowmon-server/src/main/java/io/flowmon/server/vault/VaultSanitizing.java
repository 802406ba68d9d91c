/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.vault;

import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the vault's keys out of the actuator's environment, also where its values are shown. */
@Configuration(proxyBeanMethods = false)
class VaultSanitizing {

    private static final String KEYS = "flowmonservervaultkeys";
    private static final Pattern SEPARATORS = Pattern.compile("[._-]");

    @Bean
    SanitizingFunction vaultKeysAreNotShown() {
        return data -> isKey(data) ? data.withSanitizedValue() : data;
    }

    /** As a property, as a variable of the process's environment, and among the program's arguments. */
    private static boolean isKey(SanitizableData data) {
        String name = data.getKey().toLowerCase(Locale.ROOT);
        return name(name).startsWith(KEYS)
                || (name.equals("sun.java.command")
                        && name(String.valueOf(data.getValue()).toLowerCase(Locale.ROOT))
                                .contains(KEYS));
    }

    private static String name(String text) {
        return SEPARATORS.matcher(text).replaceAll("");
    }
}
