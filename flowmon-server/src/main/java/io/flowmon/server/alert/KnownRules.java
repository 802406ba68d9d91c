/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.alert;

import java.util.Set;

/** The rules that run, or are to. Any thread. */
@FunctionalInterface
public interface KnownRules {

    /** Their ids, in order; none while that is not known. */
    Set<String> ids();

    /** What all of them begin with, and no others; nothing for rules without an origin. */
    default String origin() {
        return "";
    }
}
