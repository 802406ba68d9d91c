/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.core.env.Environment;

/** Where the actuator answers, when it answers on the application's own port. */
final class ActuatorPaths {

    private ActuatorPaths() {}

    static List<String> of(Environment environment, @Nullable DispatcherServletPath servlet) {
        String base = environment.getProperty("management.endpoints.web.base-path", "/actuator");
        if (base.isEmpty() || "/".equals(base)) {
            return List.of();
        }
        String path = base.startsWith("/") ? base : "/" + base;
        return List.of((servlet == null ? path : servlet.getRelativePath(path)) + "/**");
    }
}
