/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import io.flowmon.core.encoding.ModuleIdentity;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
        String instance = module.instance() != null
                ? module.instance()
                : Long.toString(ProcessHandle.current().pid());
        return new ModuleIdentity(type, type + "_" + host() + "_" + instance);
    }

    private static String host() {
        String host = System.getenv("HOSTNAME");
        if (host != null && !host.isBlank()) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
