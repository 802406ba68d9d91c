/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.actuate;

import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Keeps the key of the vault out of the actuator's environment, also where its values are shown, and flowmon is off. */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
final class FlowmonSanitizingAutoConfiguration {

    private static final String KEY = "flowmonvaultkey";
    private static final Pattern SEPARATORS = Pattern.compile("[._-]");

    @Bean
    @ConditionalOnMissingBean(name = "flowmonSanitizingFunction")
    SanitizingFunction flowmonSanitizingFunction() {
        return data -> isKey(data) ? data.withSanitizedValue() : data;
    }

    /** As a property, as a variable of the process's environment, and among the program's arguments. */
    private static boolean isKey(SanitizableData data) {
        String name = data.getKey().toLowerCase(Locale.ROOT);
        return name(name).equals(KEY)
                || (name.equals("sun.java.command")
                        && name(String.valueOf(data.getValue()).toLowerCase(Locale.ROOT))
                                .contains(KEY));
    }

    private static String name(String text) {
        return SEPARATORS.matcher(text).replaceAll("");
    }
}
