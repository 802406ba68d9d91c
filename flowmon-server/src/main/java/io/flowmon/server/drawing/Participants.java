/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import java.util.LinkedHashMap;
import java.util.Map;

/** Who takes part, in the order of their first arrow. Names are free text; in the diagram each goes by a number. */
final class Participants {

    private static final String CALLER = "caller";

    private final Map<String, String> ids = new LinkedHashMap<>();
    private final StringBuilder declarations = new StringBuilder();
    private boolean callerTakesPart;

    /** Whoever sent a message that no module reports to have sent. */
    String caller() {
        if (!callerTakesPart) {
            callerTakesPart = true;
            declarations.append("    actor caller as Caller\n");
        }
        return CALLER;
    }

    String module(String moduleType) {
        return participant("module " + moduleType, moduleType);
    }

    /** A place on a bus, or a host that reports nothing itself. */
    String destination(String name) {
        return participant("destination " + name, name);
    }

    private String participant(String key, String name) {
        return ids.computeIfAbsent(key, unused -> {
            String id = "p" + (ids.size() + 1);
            declarations
                    .append("    participant ")
                    .append(id)
                    .append(" as ")
                    .append(MermaidText.of(name))
                    .append('\n');
            return id;
        });
    }

    String declarations() {
        return declarations.toString();
    }
}
