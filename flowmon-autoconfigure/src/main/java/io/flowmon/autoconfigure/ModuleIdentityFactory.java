/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import io.flowmon.core.encoding.ModuleIdentity;
import org.springframework.core.env.Environment;

/** Finds out who this service is. */
final class ModuleIdentityFactory {

    private static final String UNNAMED = "application";

    private ModuleIdentityFactory() {}

    static ModuleIdentity create(FlowmonProperties.Module module, Environment environment) {
        String type = module.type() != null ? module.type() : environment.getProperty("spring.application.name");
        if (type == null || type.isBlank()) {
            type = UNNAMED;
        }
        return ModuleIdentity.ofThisProcess(type, module.instance());
    }
}
