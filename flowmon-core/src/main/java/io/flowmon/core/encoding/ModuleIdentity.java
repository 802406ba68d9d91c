/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.util.Objects;

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
}
