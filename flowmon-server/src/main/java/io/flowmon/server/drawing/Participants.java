/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import io.flowmon.server.drawing.Sequence.Participant;
import io.flowmon.server.drawing.text.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who takes part, in the order of their first arrow. Names are free text; in the diagram each goes by a number. */
final class Participants {

    private static final String CALLER = "caller";

    private final Map<String, String> ids = new HashMap<>();
    private final List<Participant> all = new ArrayList<>();
    private boolean callerTakesPart;

    /** Whoever sent a message that no module reports to have sent. */
    String caller() {
        if (!callerTakesPart) {
            callerTakesPart = true;
            all.add(new Participant(CALLER, "Caller", Participant.Kind.CALLER));
        }
        return CALLER;
    }

    String module(String moduleType) {
        return participant("module " + moduleType, moduleType, Participant.Kind.MODULE);
    }

    /** A place on a bus. */
    String destination(String name) {
        return participant("destination " + name, name, Participant.Kind.DESTINATION);
    }

    /** A host that reports nothing itself; where it has the name of a place on a bus, it is the same. */
    String external(String name) {
        return participant("destination " + name, name, Participant.Kind.EXTERNAL);
    }

    private String participant(String key, String name, Participant.Kind kind) {
        return ids.computeIfAbsent(key, unused -> {
            String id = "p" + (ids.size() + 1);
            all.add(new Participant(id, Names.shortened(name), kind));
            return id;
        });
    }

    List<Participant> all() {
        return all;
    }
}
