/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.core.env.Environment;

/** Where the actuator answers, when it answers on the application's own port. */
final class ActuatorPaths {

    /** How an additional path of a group of health indicators says that it is on the application's own port. */
    private static final String OWN_PORT = "server:";

    private ActuatorPaths() {}

    static List<String> of(Environment environment, @Nullable DispatcherServletPath servlet) {
        List<String> paths = new ArrayList<>();
        String base = environment.getProperty("management.endpoints.web.base-path", "/actuator");
        if (!base.isEmpty() && !"/".equals(base)) {
            paths.add(absolute(base) + "/**");
        }
        if (environment.getProperty("management.endpoint.health.probes.add-additional-paths", boolean.class, false)) {
            paths.add("/livez");
            paths.add("/readyz");
        }
        groups(environment).forEach((setting, value) -> {
            if (setting.endsWith(".additional-path") && value.startsWith(OWN_PORT)) {
                paths.add(absolute(value.substring(OWN_PORT.length())));
            }
        });
        return servlet == null
                ? paths
                : paths.stream().map(servlet::getRelativePath).toList();
    }

    /** What is set of groups of health indicators, by what follows their common prefix. */
    private static Map<String, String> groups(Environment environment) {
        return Binder.get(environment)
                .bind("management.endpoint.health.group", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
    }

    private static String absolute(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }
}
