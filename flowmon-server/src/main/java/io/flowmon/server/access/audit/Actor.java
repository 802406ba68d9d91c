/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Who did something, as the audit log says it. */
public final class Actor {

    /** Where nobody need log in. */
    private static final String NOBODY = "without credentials";

    private Actor() {}

    /** The person's or program's name. */
    public static String name(@Nullable Principal who) {
        return who == null ? NOBODY : who.getName();
    }
}
