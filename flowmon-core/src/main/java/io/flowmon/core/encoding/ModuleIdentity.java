/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who reports: the same for every event of a process.
 *
 * @param moduleType the application's name
 * @param moduleId one running instance, {@code <module_type>_<host>_<instance>}
 */
public record ModuleIdentity(String moduleType, String moduleId) {

    public ModuleIdentity {
        Objects.requireNonNull(moduleType, "moduleType");
        Objects.requireNonNull(moduleId, "moduleId");
    }

    /**
     * The identity of this process: {@code <module type>_<host>_<instance>}.
     *
     * @param instance what tells it from others on the same host; the process id if null
     */
    public static ModuleIdentity ofThisProcess(String moduleType, @Nullable String instance) {
        String distinction =
                instance == null ? Long.toString(ProcessHandle.current().pid()) : instance;
        return new ModuleIdentity(moduleType, moduleType + "_" + host() + "_" + distinction);
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
