/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where an override holds, as patterns.
 *
 * @param web paths of calls to this service
 * @param client hosts and paths of calls that this service makes
 * @param redis names of Redis destinations
 */
record Places(List<String> web, List<String> client, List<String> redis) {

    static String overrideName(String group, int index) {
        return group + ".overrides[" + index + "]";
    }

    /** Refuses an override that names no place, or one without a name. */
    void requireAny(String name) {
        List<String> all = Stream.of(web, client, redis).flatMap(List::stream).toList();
        if (all.isEmpty() || all.stream().anyMatch(String::isBlank)) {
            throw new InvalidFlowmonPropertyException(
                    name,
                    "It names no place, or one that is empty.",
                    "Name one, for example " + name + ".web=/orders/**.");
        }
    }
}
